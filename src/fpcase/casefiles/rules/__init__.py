"""What no type of a field can say of a sound case.

A rule is a function, marked with how much it weighs, that yields a problem for every place that
breaks it. It looks at one record after the other, or else at the draft of a case. Its name is the
rule's, and its docstring says what it demands. To add a rule, add the function to a module here;
`fpcase.casefiles.loading` finds it, and the documentation lists it. What one value can get wrong
by itself, such as a date that is none, is refused by its type (`fpcase.model.dates`): a rule is
for what two fields or two records say together.
"""
