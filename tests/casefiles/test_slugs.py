"""Ids from names and labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpcase.casefiles.slugs import distinct_slugs, slug
from fpcase.model.ids import ID_PATTERN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fear of  abandonment", "fear-of-abandonment"),
        ("Don’t know / don't care", "dont-know-dont-care"),
        ("Қазақстан", "qazaqstan"),
        ("Объект Щит", "obekt-shchit"),
        ("Київ", "kiiv"),
        ("Ελλάδα", "ellada"),
        ("Ødegård, Łódź", "odegard-lodz"),
        ("STRASSE straße", "strasse-strasse"),
        ("e\u0301te\u0301", "ete"),
        ("ﬁne \uff12", "fine-2"),
        ("中国", "zhong-guo"),
        ("中国 policy", "zhong-guo-policy"),
        ("العقوبات", "lqwbt"),
        ("עמדה נייטרלית", "mdh-nyytrlyt"),
        ("นโยบายต่างประเทศ", "noybaytangpraeths"),
        ("विदेश नीति", "vides-niti"),
        ("संबंध", "smbmdh"),
        ("ガス外交", "gasu-wai-jiao"),
        ("哈萨克斯坦的外交政策", "ha-sa-ke-si-tan-de-wai-jiao-zheng-ce"),
        ("\U00020000", "he"),
        ("외교 정책", "oegyo-jeongchaeg"),
        ("Հայաստան, საგარეო", "hayastan-sagareo"),
        ("...", "label"),
        ("", "label"),
    ],
)
def test_an_id_reads_like_its_label(text: str, expected: str) -> None:
    """An id in Latin letters tells its label whatever script the label is in."""
    assert slug(text, "label") == expected


def test_a_long_label_is_cut_between_words() -> None:
    """Ids are file names too, and must stay short enough for any disk."""
    assert slug("word " * 40, "label") == "-".join(["word"] * 12)
    assert slug("w" * 400, "label") == "w" * 60


@given(st.text())
def test_every_text_has_an_id(text: str) -> None:
    """Whatever stands in a table, the id is one that the reader takes."""
    made = slug(text, "label")
    assert ID_PATTERN.fullmatch(made)
    assert len(made) <= 60


@given(st.lists(st.text("aA-2 中", max_size=4)))
def test_different_labels_never_share_an_id(texts: list[str]) -> None:
    """Two labels merged by accident would be a finding that nobody made."""
    ids = distinct_slugs(texts, "label")
    assert set(ids) == set(texts)
    assert len(set(ids.values())) == len(ids)
    assert all(ID_PATTERN.fullmatch(made) for made in ids.values())


def test_a_numbered_id_keeps_out_of_the_way_of_a_label_that_has_it() -> None:
    """The plain id goes to whoever comes first; numbers go on until one is free."""
    ids = distinct_slugs(["trust-2", "Trust", "trust", "TRUST"], "label")
    assert list(ids.values()) == ["trust-2", "trust", "trust-3", "trust-4"]
