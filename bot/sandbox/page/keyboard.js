// Buttons under a message and inside rich messages. What a button does is decided by its
// one action field; `act` carries out what needs the sandbox.

import { h, icon } from "./dom.js";
import { copyText, dialog } from "./notices.js";
import { t } from "./words.js";

const STYLES = ["danger", "success", "primary", "link"];

// A bot's link may lead anywhere, so the address is shown before it is opened.
async function openLink(url) {
  const agreed = await dialog(h("p", { class: "dialog-text" }, h("b", {}, t("openLink")), h("br"), url), [
    { label: t("cancel") },
    { label: t("ok"), value: () => true, submit: true },
  ]);
  if (agreed && /^https?:/i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
}

function action(button, message, act) {
  if (button.callback_data !== undefined) return [null, () => act.tap(message, button.callback_data)];
  if (button.copy_text) return ["copy", () => copyText(button.copy_text.text)];
  if (button.url) return ["link", () => openLink(button.url)];
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  if (query !== undefined) return [null, () => act.prefill(`@${act.botName()} ${query}`)];
  return [null, null];
}

// `label` may be nodes (rich text); a button with nothing to do for us is shown disabled.
export function button(spec, message, act, label = spec.text) {
  const [badge, run] = action(spec, message, act);
  const waiting = spec.callback_data !== undefined && act.isWaiting(message, spec.callback_data);
  const style = STYLES.includes(spec.style) ? spec.style : "";
  return h(
    "button",
    {
      type: "button",
      class: `key ${style} ${waiting ? "waiting" : ""}`,
      disabled: Boolean(spec.disabled) || !run,
      "aria-busy": waiting ? "true" : null,
      onclick: run,
    },
    h("span", { class: "key-label" }, label),
    badge && icon(badge),
  );
}

export function inlineKeyboard(message, act) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return h(
    "div",
    { class: "keys" },
    rows.map((row) =>
      h(
        "div",
        { class: "keys-row" },
        row.map((spec) => button(spec, message, act)),
      ),
    ),
  );
}

// A keyboard in place of the phone's own: a press sends its words.
export function replyKeyboard(markup, act) {
  const press = (spec) => (spec.request_contact ? act.contact() : act.send(spec.text ?? spec));
  return h(
    "div",
    { class: "reply-keys" },
    markup.keyboard.map((row) =>
      h(
        "div",
        { class: "keys-row" },
        row.map((spec) =>
          h(
            "button",
            { type: "button", class: `reply-key ${spec.style ?? ""}`, onclick: () => press(spec) },
            spec.text ?? spec,
          ),
        ),
      ),
    ),
  );
}
