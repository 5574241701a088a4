// Word and Excel put a table on the clipboard twice: as text, and as HTML that knows
// which cells are merged. This keeps the bare table of the HTML beside the text.
const box = document.querySelector("textarea[name=paste]");
const markup = document.querySelector("input[name=markup]");
const LONGEST = 1_500_000;
const KEPT = new Set(["TABLE", "THEAD", "TBODY", "TFOOT", "TR", "TD", "TH", "P", "BR", "LI"]);

function bare(node, parent) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) parent.append(child.textContent);
    else if (child.nodeType !== Node.ELEMENT_NODE || ["STYLE", "SCRIPT"].includes(child.nodeName)) continue;
    else if (KEPT.has(child.nodeName)) {
      const copy = parent.ownerDocument.createElement(child.nodeName);
      for (const name of ["rowspan", "colspan"]) {
        if (child.hasAttribute(name)) copy.setAttribute(name, child.getAttribute(name));
      }
      bare(child, copy);
      parent.append(copy);
    } else bare(child, parent);
  }
}

function tablesOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const result = document.implementation.createHTMLDocument("");
  for (const table of page.querySelectorAll("table")) {
    if (table.parentElement.closest("table")) continue;
    const copy = result.createElement("table");
    bare(table, copy);
    result.body.append(copy);
  }
  return result.body.innerHTML;
}

if (box && markup) {
  let pasting = false;
  box.addEventListener("paste", (event) => {
    const whole = box.value.trim() === "" || box.selectionEnd - box.selectionStart === box.value.length;
    const html = whole ? tablesOf(event.clipboardData.getData("text/html")) : "";
    markup.value = html.length <= LONGEST ? html : "";
    pasting = true;
  });
  // What is typed by hand afterwards is not in the HTML.
  box.addEventListener("input", () => {
    if (!pasting) markup.value = "";
    pasting = false;
  });
}
