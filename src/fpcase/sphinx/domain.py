"""The domain of cases: what can be linked to, and how a link finds it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Element
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode
from sphinx.util.typing import RoleFunction
from sphinx.writers.html5 import HTML5Translator

from fpcase.comparison import Table
from fpcase.figures import Figure
from fpcase.model.wording import hint
from fpcase.report import uses
from fpcase.report.descriptions import Description
from fpcase.report.linked_text import WEB, Said
from fpcase.sphinx.project import CASES, DEFAULT, FOLDER, DocumentedCase
from fpcase.statements import Filters
from fpcase.studies import Study

logger = logging.getLogger(__name__)

KINDS = {kind: "piece of evidence" if kind == "evidence" else kind for kind in uses.KINDS.values()}
"""What can be linked to, by the name of its role, with what a message calls it."""

SHORT = ("variable", "actor", "theory", "claim")
"""The roles that can be written without the name of the domain."""


class RecordRole(XRefRole):
    """A link to a record, written ``kazakhstan:oil-price``, or ``oil-price`` where it is clear.

    Without a title of its own, the link shows the record's name.
    """

    def __init__(self, kind: str) -> None:
        """Take what kind of record the role links to."""
        super().__init__(warn_dangling=True, innernodeclass=nodes.inline)
        self.kind = kind

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,  # noqa: FBT001 - Sphinx calls it so
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Make the role one of the domain, and name the case in the target."""
        refnode["refdomain"], refnode["reftype"] = CaseDomain.name, self.kind
        target = " ".join(target.split())
        if ":" not in target and (case := case_here(env)):
            target = f"{case}:{target}"
        named = domain_of(env).cases.get(target.partition(":")[0])
        if named and not has_explicit_title:  # the page shows the name that the files give
            author = target.partition(":")[2].partition("/")[0]
            for path in named.files_of((author,)):
                env.note_dependency(path)
        return title, target


def case_here(env: BuildEnvironment) -> str | None:
    """The case that a page speaks of.

    In this order: what the directive ``fpcase-case`` says, the case whose generated page it is,
    the setting, the project's only case.
    """
    cases: list[str] = list(env.config[CASES])
    if named := env.ref_context.get("fpcase:case"):
        return str(named)
    for name in cases:
        if env.current_document.docname.startswith(f"{folder_of(env, name)}/"):
            return name
    if env.config[DEFAULT]:
        return str(env.config[DEFAULT])
    return cases[0] if len(cases) == 1 else None


def folder_of(env: BuildEnvironment, name: str) -> str:
    """The folder of a case's pages, seen from the source folder."""
    return f"{env.config[FOLDER].strip('/')}/{name}"


def node_id(kind: str, target: str) -> str:
    """The anchor of a record on its page."""
    return f"{kind}-{target.partition(':')[2].replace('/', '-')}"


_PAGES = {"case", "author"}
"""Kinds of records that have a page of their own, whose heading names them."""


class folded_record(nodes.definition_list):  # noqa: N801 - Sphinx names writers' methods after it
    """A record among others on its page: in a browser its name, and the rest at a click."""


def visit_html(self: HTML5Translator, node: folded_record) -> None:
    """Write the name as what opens, and the anchor inside: a link to it opens the record."""
    term = next(node.findall(nodes.term))
    body = next(node.findall(nodes.definition))
    self.body.append(self.starttag(node, "details", CLASS=" ".join(node["classes"])))
    self.body.append("<summary>")
    for part in term.children:  # a link may not stand in what opens at a click
        (part[0] if isinstance(part, nodes.reference) else part).walkabout(self)
    anchor = term["ids"][0]
    self.body.append(f'</summary><div id="{anchor}">')
    self.body.append(f'<p><a class="fpcase-id" href="#{anchor}">Link to this entry</a></p>')
    for part in body.children:
        part.walkabout(self)
    self.body.append("</div></details>\n")
    raise nodes.SkipNode


class RecordDirective(SphinxDirective):
    """A record on its generated page: where links to it lead."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"shown": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """A definition list of one item, with what the record says as its term."""
        case, _, id_ = self.arguments[0].partition(":")
        kind = self.name.rpartition(":")[2]
        anchor = node_id(kind, self.arguments[0])
        domain = domain_of(self.env)
        described = domain.cases[case].described[kind, id_]
        permanent = nodes.reference(
            "", "", nodes.literal(text=id_), refid=anchor, classes=["fpcase-id"]
        )
        named = [] if kind in _PAGES else [nodes.strong(text=described.says), nodes.Text(" ")]
        term = nodes.term("", "", *named, permanent)
        term["ids"].append(anchor)
        self.state.document.note_explicit_target(term)
        body = nodes.definition("", *self._body(case, described))
        item = nodes.definition_list_item("", term, body)
        self.set_source_info(item)
        domain.note(kind, self.arguments[0], described.title, anchor)
        listed = nodes.definition_list if kind in _PAGES else folded_record
        return [listed("", item, classes=["fpcase-record", f"fpcase-{kind}"])]

    def _body(self, case: str, described: Description) -> Iterator[nodes.Node]:
        """The lead, and each part under its label; the page itself lists what an author says."""
        for said in described.lead:
            yield nodes.paragraph("", "", *self._inline(case, said))
        for label, items in described.parts:
            if described.kind == "author" and label.lower() in uses.INSIDE:
                continue
            texts = [nodes.paragraph("", "", *self._inline(case, item)) for item in items]
            if len(texts) == 1:
                texts[0][:0] = [nodes.strong(text=f"{label}:"), nodes.Text(" ")]
                yield texts[0]
            else:
                yield nodes.paragraph("", "", nodes.strong(text=f"{label}:"))
                yield nodes.bullet_list("", *(nodes.list_item("", text) for text in texts))

    def _inline(self, case: str, said: Said) -> Iterator[nodes.Node]:
        for part in said:
            if isinstance(part, str):
                yield nodes.Text(part)
            elif part.kind:
                yield link_to(self.env, case, *part)
            else:
                web = nodes.reference("", part.name, refuri=part.id)
                yield web if WEB.match(part.id) else nodes.Text(part.name)


def link_to(env: BuildEnvironment, case: str, kind: str, id_: str, title: str) -> nodes.Node:
    """A link to a record.

    Args:
        env: The build.
        case: What the project calls the case.
        kind: What kind of record it is.
        id_: Its id, with that of its author if only the two together name it.
        title: What the link shows.
    """
    found = pending_xref(
        refdomain=CaseDomain.name,
        reftype=kind,
        reftarget=f"{case}:{id_}",
        refexplicit=True,
        refwarn=True,
        refdoc=env.current_document.docname,
    )
    found += nodes.inline(text=title)
    return found


class CaseChoice(SphinxDirective):
    """Which case roles and directives mean from here to the end of the page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Remember it; a case that is not configured is warned of."""
        name = self.arguments[0]
        if name in self.config[CASES]:
            self.env.ref_context["fpcase:case"] = name
        else:
            warn(no_such_case(self.env, name), self.get_location())
        return []


def warn(message: str, location: Any) -> None:  # noqa: ANN401 - a node, or text, or nothing
    """Warn of something on a page."""
    logger.warning(message, type="fpcase", location=location)


def no_such_case(env: BuildEnvironment, name: str | None) -> str:
    """What to say where a case is not configured, or not named."""
    known = ", ".join(env.config[CASES]) or "none"
    if name is None:
        return (
            f"no case is named, and there are several ({known}); put the case's name before the "
            f"id, as in "
            f"'kazakhstan:oil-price', or set {DEFAULT}"
            if env.config[CASES]
            else f"there are no cases; name them in {CASES}"
        )
    return f"{CASES} has no case {name!r}; available: {known}{hint(name, env.config[CASES])}"


class CaseDomain(Domain):
    """Records of cases.

    Attributes:
        cases: The project's cases, loaded for this build.
        figures: Pictures drawn in this build, by their keys.
        studies: What of them was looked at in this build, with the answers that it keeps.
        tables: The tables of comparisons made in this build, by name.
    """

    name = "fpcase"
    label = "Cases"
    data_version = 1
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(words, kind) for kind, words in KINDS.items()
    }
    roles: ClassVar[dict[str, RoleFunction | XRefRole]] = {kind: RecordRole(kind) for kind in KINDS}
    directives: ClassVar[dict[str, Any]] = dict.fromkeys(KINDS, RecordDirective)
    initial_data: ClassVar[dict[str, Any]] = {"objects": {}, "files": {}, "shown": {}}

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin with no case."""
        super().__init__(env)
        self.cases: dict[str, DocumentedCase] = {}
        self.figures: dict[str, Figure] = {}
        self.studies: dict[object, Study] = {}
        self.tables: dict[object, Mapping[str, Table]] = {}

    @property
    def objects(self) -> dict[tuple[str, str], tuple[str, str, str]]:
        """Kind and full id -> page, anchor, name."""
        found: dict[tuple[str, str], tuple[str, str, str]] = self.data["objects"]
        return found

    @property
    def files(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Page -> case -> the files that the case had when the page was read."""
        found: dict[str, dict[str, tuple[str, ...]]] = self.data["files"]
        return found

    @property
    def pictures(self) -> set[str]:
        """The keys of the pictures that pages show."""
        return {key for keys in self.data["shown"].values() for key in keys}

    def study_of(
        self,
        name: str,
        authors: tuple[str, ...] | None = None,
        filters: Iterable[tuple[str, Any]] = (),
    ) -> Study:
        """A case as a page looks at it: the same for all that look at it so.

        Args:
            name: What the project calls the case.
            authors: The authors; None for all.
            filters: The filters, by name.
        """
        key = (name, authors, tuple(sorted(filters)))
        if key not in self.studies:
            looks = Filters(**dict(filters))
            self.studies[key] = Study.of(self.cases[name].case, authors, looks)
        return self.studies[key]

    def note(self, kind: str, target: str, title: str, anchor: str) -> None:
        """Remember where a record is described."""
        self.objects[kind, target] = (self.env.current_document.docname, anchor, title)

    def note_files(self, documented: DocumentedCase, authors: tuple[str, ...] | None) -> None:
        """Have the page that is read now read again when a file that it rests on changes."""
        for path in documented.files_of(authors):
            self.env.note_dependency(path)
        if authors is None:
            page = self.files.setdefault(self.env.current_document.docname, {})
            page[documented.name] = tuple(map(str, documented.files))

    def note_picture(self, key: str) -> None:
        """Remember that the page that is read now shows a picture."""
        self.data["shown"].setdefault(self.env.current_document.docname, []).append(key)

    def outdated(self) -> list[str]:
        """Pages on a case that has got or lost a file since they were read."""
        now = {name: tuple(map(str, one.files)) for name, one in self.cases.items()}
        return [
            page
            for page, known in self.files.items()
            if any(now.get(name) != files for name, files in known.items())
        ]

    def clear_doc(self, docname: str) -> None:
        """Forget what a page said."""
        for key in [key for key, (page, _, _) in self.objects.items() if page == docname]:
            del self.objects[key]
        self.files.pop(docname, None)
        self.data["shown"].pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take in what another process read."""
        pages = set(docnames)
        objects = otherdata["objects"]
        self.objects.update({key: place for key, place in objects.items() if place[0] in pages})
        for part in ("files", "shown"):
            found = otherdata[part]
            self.data[part].update({page: found[page] for page in pages & found.keys()})

    def resolve_xref(  # noqa: PLR0913, PLR0917 - Sphinx calls it so
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """The link to a record."""
        del env
        found = self.objects.get((typ, target))
        if found is None:
            return None
        page, anchor, title = found
        shown = contnode if node.get("refexplicit") else nodes.inline(text=title)
        return make_refnode(builder, fromdocname, page, anchor, shown, title)

    def resolve_any_xref(  # noqa: PLR0913, PLR0917 - Sphinx calls it so
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """The links that a target without a kind may mean."""
        found = []
        for kind in KINDS:
            link = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if link is not None:
                found.append((f"fpcase:{kind}", link))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every record, for the search and for other projects."""
        for (kind, target), (page, anchor, title) in sorted(self.objects.items()):
            yield target, title, kind, page, anchor, 1

    def missing(self, kind: str, target: str) -> str:
        """What to say of a link that leads nowhere."""
        case, colon, id_ = target.rpartition(":")
        if not colon or case not in self.env.config[CASES]:
            return no_such_case(self.env, case if colon else None)
        known = [
            name.partition(":")[2]
            for k, name in self.objects
            if k == kind and name.startswith(f"{case}:")
        ]
        said = hint(id_, known, f"there are {len(known)}")
        return f"the case {case!r} has no {KINDS[kind]} {id_!r}{said}"


def domain_of(env: BuildEnvironment) -> CaseDomain:
    """The domain of a build."""
    domain = env.domains[CaseDomain.name]
    assert isinstance(domain, CaseDomain)  # noqa: S101 - tells mypy which domain bears the name
    return domain


def warn_of_missing(app: Sphinx, _domain: Domain, node: pending_xref) -> bool | None:
    """Say of a link to a record that leads nowhere what is near."""
    if node.get("refdomain") != CaseDomain.name:
        return None
    warn(domain_of(app.env).missing(node["reftype"], node["reftarget"]), node)
    return True
