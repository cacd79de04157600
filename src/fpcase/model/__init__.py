"""The records and the field's closed vocabularies: no input or output, no rules across records."""
