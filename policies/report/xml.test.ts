import { element, textElement } from "./xml";

test("attributes and text say nothing but themselves, and what XML forbids is replaced", () => {
  expect(element("a", { b: `<'"&>\n`, c: undefined, d: 1 })).toBe('<a b="&lt;&apos;&quot;&amp;&gt;&#10;" d="1"/>');
  expect(textElement("a", {}, "]]> $& \u0000\uD800 \u{1F600}")).toBe("<a>]]&gt; $&amp; \uFFFD\uFFFD \u{1F600}</a>");
});

test("children are indented below their element", () => {
  expect(element("a", {}, [element("b", {}, [element("c", {})])])).toBe("<a>\n  <b>\n    <c/>\n  </b>\n</a>");
});
