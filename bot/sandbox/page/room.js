// What one person knows of one chat (or one topic of a forum): its messages by key, the
// facts about the chat, the taps that wait for an answer, what the bot is doing right now.

import { get } from "./api.js";

const PAGE = 50;

export class Room {
  constructor(me, chatId, thread) {
    this.base = `/people/${me}/chats/${chatId}`;
    this.chatId = chatId;
    this.thread = thread;
    this.messages = new Map();
    this.waiting = new Map(); // query id → {key, data}
    this.answered = new Set(); // query ids; an answer can overtake the reply to the tap itself
    this.view = null;
    this.complete = false;
    this.firstUnread = null;
  }

  async load() {
    this.waiting.clear();
    this.meanwhile = new Map(); // what events bring while the page is on its way is newer than the page
    const [view, page] = await Promise.all([get(this.base), this.page()]);
    this.messages = new Map([...page.map((message) => [message.key, message]), ...this.meanwhile]);
    this.complete = page.length < PAGE;
    this.view = view;
    this.firstUnread = page.find((message) => message.unread && !message.own)?.key ?? null;
  }

  page(before) {
    const query = new URLSearchParams({ limit: PAGE });
    if (before) query.set("before", before);
    if (this.thread) query.set("thread", this.thread);
    return get(`${this.base}/messages?${query}`);
  }

  async earlier() {
    const oldest = Math.min(...[...this.messages.values()].map((message) => message.order));
    const page = await this.page(oldest);
    for (const message of page) this.messages.set(message.key, message);
    this.complete = page.length < PAGE;
  }

  async refresh() {
    this.view = await get(this.base);
  }

  belongs(message) {
    return !this.thread || message.message_thread_id === this.thread;
  }

  // An edit of a message further back than what is loaded would leave a gap in between.
  knows(key) {
    return this.view === null || this.messages.has(key);
  }

  put(message) {
    this.messages.set(message.key, message);
    this.meanwhile.set(message.key, message);
  }

  isWaiting(key, data) {
    return [...this.waiting.values()].some((tap) => tap.key === key && tap.data === data);
  }

  // In order; an ephemeral message stands in the place of the one it replaces.
  ordered() {
    const all = [...this.messages.values()];
    const replaced = new Map(
      all.filter((message) => message.replaces).map((message) => [message.replaces, message]),
    );
    const orders = new Map(all.map((message) => [message.message_id, message.order]));
    const place = (message) => orders.get(message.replaces) ?? message.order;
    return all
      .filter((message) => message.ephemeral || !replaced.has(message.message_id))
      .sort((a, b) => place(a) - place(b));
  }

  get actions() {
    const now = Date.now() / 1000;
    return (this.view?.actions ?? []).filter(
      (action) => action.until > now && (!this.thread || action.message_thread_id === this.thread),
    );
  }
}
