// Files in a message: recordings with a player, photographs, documents, contact cards.

import { avatar, h, icon } from "./dom.js";
import { copyText } from "./notices.js";
import { playerFor } from "./player.js";
import { bytes, t } from "./words.js";

const download = (media) =>
  h(
    "a",
    {
      class: "icon-button download",
      href: `${media.url}?download=1`,
      download: media.file_name ?? "",
      "aria-label": `${t("download")} ${media.file_name ?? ""}`,
      title: media.file_name ? `${t("download")}: ${media.file_name}` : t("download"),
    },
    icon("download"),
  );

function recording(media, message) {
  const title = media.kind === "voice" ? t("voice") : (media.title ?? media.file_name ?? t("audio"));
  const heading = h(
    "div",
    { class: "player-title" },
    h("b", { dir: "auto" }, title),
    media.performer && h("span", { class: "performer", dir: "auto" }, media.performer),
  );
  const key = `${message.chat.id}/${message.key}/${media.url}`;
  return h(
    "div",
    { class: `recording ${media.kind}` },
    playerFor(key, media.url, media.duration, heading),
    download(media),
  );
}

function photo(media) {
  const size = media.width && media.height ? { width: media.width, height: media.height } : {};
  return h(
    "a",
    { class: "photo", href: media.url, target: "_blank", rel: "noopener" },
    h("img", { src: media.url, alt: t("photo"), loading: "lazy", ...size }),
  );
}

function document(media) {
  return h(
    "a",
    {
      class: "document",
      href: `${media.url}?download=1`,
      download: media.file_name ?? "",
      "aria-label": `${t("downloadFile")}: ${media.file_name ?? ""}`,
    },
    h("span", { class: "document-icon" }, icon("file")),
    h(
      "span",
      { class: "document-text" },
      h("b", { dir: "auto" }, media.file_name ?? t("file")),
      h("span", { class: "quiet" }, media.file_size ? bytes(media.file_size) : t("download")),
    ),
  );
}

const RENDER = { audio: recording, voice: recording, photo, document };

export const attachment = (media, message) => (RENDER[media.kind] ?? document)(media, message);

export function contactCard(contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return h(
    "div",
    { class: "contact" },
    avatar(contact.user_id ?? name.length, name),
    h(
      "span",
      { class: "document-text" },
      h("b", { dir: "auto" }, name),
      h(
        "button",
        {
          type: "button",
          class: "inline phone",
          title: t("copy"),
          onclick: () => copyText(contact.phone_number),
        },
        contact.phone_number,
      ),
    ),
  );
}
