"""Puts the JSON Schemas of case files into the wheel, made from the records as it is built."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SchemaHook(BuildHookInterface):  # type: ignore[type-arg] # its parameter is hatchling's affair
    """Makes the files of `fpcase/schema` in the wheel; an editable install has `fpcase schema`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them, and name them to hatchling."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from fpcase.casefiles.schema import schema_files  # noqa: PLC0415 - found only now

        self.made = tempfile.TemporaryDirectory()
        for name, text in schema_files().items():
            path = Path(self.made.name) / name
            path.write_text(text, encoding="utf-8", newline="\n")
            build_data["force_include"][str(path)] = f"fpcase/schema/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete what was made, once the wheel holds it."""
        del build_data, artifact_path
        if version != "editable":
            self.made.cleanup()
