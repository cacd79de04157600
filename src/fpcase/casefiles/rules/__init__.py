"""What no type of a field can say of a sound case; `fpcase.casefiles.integrity` lists it all."""
