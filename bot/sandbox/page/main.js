// Starts the page and ties its halves together: who is looking (kept in the address after
// "#"), which chat is open, the theme, and the events that reach the whole page.

import { get, listen } from "./api.js";
import { Chat } from "./chat.js";
import { Chats } from "./chats.js";
import { h } from "./dom.js";
import { alertBox, toast } from "./notices.js";
import { forgetPlayers } from "./player.js";
import { Session } from "./session.js";
import { refreshRelative } from "./text.js";
import { speak, t } from "./words.js";

const THEME_KEY = "sandbox-theme";
const app = document.getElementById("app");
const wide = matchMedia("(min-width: 768px)");
const state = { world: null, session: null, chat: null };

const chats = new Chats({
  onperson: (id) => go(id),
  onopen: (id) => go(state.session.me, id),
  ontheme: toggleTheme,
});
const hint = h("p", { class: "pick-chat" });
app.append(chats.node, hint);

// The address is #<person>/<chat>/<topic>, so that reload, "back" and a bookmark work.
function go(person, chat = null, thread = null) {
  location.hash = [person, chat, thread].filter((part) => part !== null).join("/");
}

function where() {
  const [person, chat = null, thread = null] = location.hash.slice(1).split("/").filter(Boolean).map(Number);
  return { person, chat, thread };
}

function drawTheme() {
  const saved = localStorage.getItem(THEME_KEY);
  const dark = saved ? saved === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  chats.drawTheme(dark);
  hint.textContent = t("pickChat");
}

function toggleTheme() {
  localStorage.setItem(THEME_KEY, document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  drawTheme();
}

function drawChats() {
  const { world, session, chat } = state;
  chat.read();
  chats.draw({
    ...world,
    me: session.me,
    chats: session.chats,
    open: chat.room?.chatId,
    connected: session.connected,
  });
  const unread = session.chats.reduce((sum, one) => sum + one.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${chat.room?.view.title ?? world.bot.first_name}`;
}

const redraw = () => state.chat?.room && state.chat.draw();

// What changes by the clock alone: the bot's actions run out, "5 minutes ago" becomes 6.
function passTime() {
  redraw();
  refreshRelative();
}

function answered({ text, show_alert: modal, type, url }) {
  if (type === "expired") toast(t("noAnswer"), "bad");
  if (url) window.open(url, "_blank", "noopener,noreferrer");
  if (text && modal) alertBox(text);
  else if (text) toast(text);
}

function wire(session) {
  const on = (type, handler) =>
    session.addEventListener(type, ({ detail }) => state.session === session && handler(detail));
  on("chats", drawChats);
  on("room", (room) => state.chat.room === room && state.chat.draw());
  on("arrived", ({ room, message }) => state.chat.arrived(room, message));
  on("answer", answered);
  on("failed", (error) => toast(error.message, "bad"));
  on("world", () => worldChanged().catch(failed));
  on("link", () => {
    drawChats();
    redraw();
  });
}

async function become(id) {
  state.session?.end();
  forgetPlayers();
  await readWorld(); // a fresh seq: what happened before is not news
  const person = state.world.people.find((one) => one.id === id);
  speak(person.language_code);
  const session = new Session(id);
  state.chat?.node.remove();
  state.session = session;
  state.chat = new Chat(session, state.world, (chat, thread) => go(id, chat, thread));
  app.append(state.chat.node);
  drawTheme();
  wire(session);
  await session.begin(state.world.seq);
}

async function route() {
  const { person, chat, thread } = where();
  const known = state.world.people.some((one) => one.id === person);
  const [someone] = state.world.people;
  if (!someone) return waitForSomeone();
  if (!known) return location.replace(`#${someone.id}`);
  if (state.session?.me !== person) await become(person);
  const first =
    state.session.chats.find((one) => !one.started && one.type === "private") ?? state.session.chats[0];
  if (chat === null && wide.matches && first) return location.replace(`#${person}/${first.id}`);
  app.classList.toggle("chat-open", chat !== null);
  if (chat === null) state.chat.close();
  else await show(chat, thread);
  return drawChats();
}

async function show(chat, thread) {
  try {
    state.chat.show(await state.session.room(chat, thread));
  } catch (error) {
    if (error.status !== 404) throw error;
    location.replace(`#${state.session.me}`); // a bookmark of a chat that is no more
  }
}

// One after another: a switch of persons must be whole before the next click is followed.
let routing = Promise.resolve();
const follow = () => {
  routing = routing.then(route).catch(failed);
  return routing;
};

function waitForSomeone() {
  const event = () => {
    stop();
    readWorld().then(follow).catch(failed);
  };
  const stop = listen("", state.world.seq, { state: () => {}, event });
}

async function worldChanged() {
  await readWorld();
  redraw();
  drawChats();
}

async function readWorld() {
  state.world = Object.assign(state.world ?? {}, await get(""));
}

async function begin() {
  await readWorld();
  addEventListener("hashchange", follow);
  wide.addEventListener("change", follow);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawTheme);
  setInterval(passTime, 3000);
  document.addEventListener("visibilitychange", () => state.chat?.read());
  await follow();
}

function failed(error) {
  if (error.status === 403)
    app.replaceChildren(
      h("div", { class: "need-key" }, h("h1", {}, t("keyTitle")), h("p", {}, t("keyHint"))),
    );
  else toast(error.message, "bad");
}

begin().catch(failed);
