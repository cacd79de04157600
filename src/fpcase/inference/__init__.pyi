from .account import Needs as Needs
from .account import needs as needs
from .judgements import Item as Item
from .result import Weighing as Weighing
from .result import weigh as weigh
from .searches import Prospect as Prospect
from .totals import Total as Total
from .weighing import Weights as Weights
