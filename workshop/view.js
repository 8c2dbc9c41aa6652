// What every live view begins with. Text from outside only ever becomes the text of a node.
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false) node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// Keys belong to the controls; a presenter's remote still turns the slides.
function keepKeys(event) {
  if (event.key === "PageDown" || event.key === "PageUp") event.preventDefault();
  else event.stopPropagation();
}

