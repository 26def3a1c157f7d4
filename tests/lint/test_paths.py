"""A path that lxml is asked for is the one that counting the siblings gives."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from piilint.lint.paths import PathNames

NAMESPACE = "urn:own"


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(st.sampled_from(["a", "b", "x:a", "n"]))
    inner = draw(st.lists(trees(depth - 1), max_size=4)) if depth else []
    more = draw(st.sampled_from(["", "<!-- a -->", "<?a b?>", "text"]))
    own = ' xmlns=""' if name == "n" else ""
    return f"<{name}{own}>{''.join(inner)}{more}</{name}>"


@given(st.lists(trees(), max_size=3))
def test_a_path_is_the_same_asked_for_or_counted(children: list[str]) -> None:
    text = f'<root xmlns="{NAMESPACE}" xmlns:x="urn:x">{"".join(children)}</root>'
    root = etree.fromstring(text)
    asked, counted = PathNames(NAMESPACE), PathNames(NAMESPACE)
    nodes = list(root.iter("*"))
    expected = {node: counted._counted(node) for node in nodes}
    for node in nodes[:90]:
        assert asked.of_node(node) == expected[node]


def test_the_paths_of_many_siblings_are_counted_at_once() -> None:
    root = etree.fromstring(f'<root xmlns="{NAMESPACE}">{"<a/>" * 300}</root>')
    paths = PathNames(NAMESPACE)
    children = list(root)
    assert [paths.of_node(node) for node in children] == [
        f"/root/a[{number}]" for number in range(1, 301)
    ]
