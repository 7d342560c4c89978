// What appears over the chat and goes away: toasts, the modal alert of an answered tap,
// menus of a message, and the word that something was copied.

import { h, icon } from "./dom.js";
import { t } from "./words.js";

const TOAST_MS = 3500;

export function toast(text, kind = "") {
  const node = h("div", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), TOAST_MS);
}

function fallbackCopy(text) {
  const area = h("textarea", { class: "off-screen", readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

// The clipboard API is only given to secure pages; on plain HTTP from another machine it is absent.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    fallbackCopy(text);
  }
  toast(`${t("copied")}: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`, "good");
}

// A modal dialog; resolves to what the pressed button returns, or null when dismissed.
export function dialog(body, buttons) {
  return new Promise((resolve) => {
    const box = h("dialog", { class: "dialog" });
    const close = (value) => {
      box.remove();
      resolve(value);
    };
    const row = buttons.map(({ label, value, submit }) =>
      h(
        "button",
        {
          type: submit ? "submit" : "button",
          class: "text-button",
          onclick: submit ? null : () => close(value?.()),
        },
        label,
      ),
    );
    const form = h("form", { method: "dialog" }, body, h("div", { class: "dialog-buttons" }, row));
    const submitted = buttons.find((button) => button.submit);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close(submitted?.value());
    });
    box.append(form);
    box.addEventListener("cancel", () => close(null));
    document.body.append(box);
    box.showModal();
  });
}

export const alertBox = (text) =>
  dialog(h("p", { class: "dialog-text" }, text), [{ label: t("ok"), value: () => true, submit: true }]);

// A small menu at a point; items are [icon name, label, action]. Arrow keys move, Escape closes.
export function menu(at, items) {
  document.querySelector(".menu")?.remove();
  const before = document.activeElement;
  const box = h("div", { class: "menu", role: "menu" });
  const close = () => {
    box.remove();
    document.removeEventListener("pointerdown", outside, true);
    before?.focus?.({ preventScroll: true });
  };
  const outside = (event) => box.contains(event.target) || close();
  box.append(
    ...items.map(([name, label, action]) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          onclick: () => {
            close();
            action();
          },
        },
        icon(name),
        label,
      ),
    ),
  );
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    if (!step) return;
    event.preventDefault();
    const all = [...box.children];
    all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
  });
  document.body.append(box);
  place(box, at);
  document.addEventListener("pointerdown", outside, true);
  box.firstElementChild?.focus({ preventScroll: true });
}

function place(box, { x, y }) {
  const { width, height } = box.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
}
