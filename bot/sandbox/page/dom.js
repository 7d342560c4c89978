// The only way this page makes elements: every string becomes a text node or an
// attribute value, never markup, so nothing that a bot or a person says can turn into code.

const SVG = "http://www.w3.org/2000/svg";

// h("button", {class: "x", onclick: f, "aria-label": "…"}, "text", node, null)
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Makes the parent's children look so, touching only those that differ: a button that is
// being pressed or has the focus stays the same button.
export function update(parent, ...children) {
  children.filter(Boolean).forEach((child, i) => {
    const old = parent.children[i];
    if (!old) parent.append(child);
    else if (!old.isEqualNode(child)) old.replaceWith(child);
  });
  while (parent.children.length > children.filter(Boolean).length) parent.lastElementChild.remove();
}

// Line drawings on a 24×24 grid; a name that begins with a capital is filled.
const SHAPES = {
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  More: "M12 7a2 2 0 100-4 2 2 0 000 4zM12 14a2 2 0 100-4 2 2 0 000 4zM12 21a2 2 0 100-4 2 2 0 000 4z",
  close: "M6 6l12 12M18 6L6 18",
  Send: "M3 20.5l18.5-8.5L3 3.5l.01 6.6L15 12 3.01 13.9z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  Play: "M8 5.2v13.6c0 .8.9 1.3 1.5.8l10-6.8c.6-.4.6-1.2 0-1.6l-10-6.8C8.9 3.9 8 4.4 8 5.2z",
  Pause: "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  reply: "M10 6L4 12l6 6M4 12h9c4 0 6 2 7 6",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  link: "M9 15l6-6M9 7h-1a5 5 0 000 10h1M15 17h1a5 5 0 000-10h-1",
  Pin: "M15 3l6 6-2 1-4 4-1 4-3-3-5 5-1-1 5-5-3-3 4-1 4-4z",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 100 6 3 3 0 000-6z",
  sun: "M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M19 5l-1.5 1.5M6.5 17.5L5 19",
  moon: "M20 14A8.5 8.5 0 119.5 4a7 7 0 0010.5 10z",
  contact: "M12 12a4 4 0 100-8 4 4 0 000 8zM4 20c1-4 4-5.5 8-5.5s7 1.5 8 5.5",
  clip: "M20 11.5l-8 8a5 5 0 01-7-7l8.5-8.5a3.4 3.4 0 014.8 4.8L10 17a1.7 1.7 0 01-2.4-2.4L15 7.5",
  keyboard: "M3 7h18v11H3zM7 11v.01M11 11v.01M15 11v.01M8 15h8",
  mute: "M12 3a9 9 0 100 18 9 9 0 000-18zM5.6 5.6l12.8 12.8",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9v.01",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const filled = name[0] !== name[0].toLowerCase();
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", filled ? "icon filled" : "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, className = "") {
  return h(
    "button",
    { type: "button", class: `icon-button ${className}`, "aria-label": label, title: label, onclick },
    icon(name),
  );
}

// Two letters on a colour of one's own, as Telegram draws people without a photo.
export function avatar(id, title, className = "") {
  const words = title
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .trim()
    .split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const initials = letters
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
  return h(
    "span",
    { class: `avatar tone-${Math.abs(id) % 7} ${className}`, "aria-hidden": "true" },
    initials || "•",
  );
}
