// One person's Telegram: their chats, the rooms they have opened, and the events that
// change them. Dispatches "chats", "room", "answer", "arrived", "failed",
// "link" (the connection) and "world" (people, their counts, the bot) events.

import { get, listen, post } from "./api.js";
import { Room } from "./room.js";

const REFRESH_MS = 120;
const OF_ALL = ["people", "commands", "online", "unread"]; // not of this person's chats alone

export class Session extends EventTarget {
  constructor(me) {
    super();
    this.me = me;
    this.chats = [];
    this.rooms = new Map();
    this.timers = new Map();
    this.connected = true;
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  async begin(seq) {
    await this.loadChats();
    this.stop = listen(`person=${this.me}&counts=1`, seq, {
      event: (event) => this.handle(event),
      state: (connected) => {
        this.connected = connected;
        this.tell("link");
      },
    });
  }

  end() {
    this.stop?.();
    this.timers.forEach(clearTimeout);
  }

  async loadChats() {
    this.chats = await get(`/people/${this.me}/chats`);
    this.tell("chats");
  }

  async room(chatId, thread = null) {
    const key = `${chatId}/${thread ?? ""}`;
    if (!this.rooms.has(key)) {
      const room = new Room(this.me, chatId, thread);
      this.rooms.set(key, room);
      room.loaded = room.load().catch((error) => {
        this.rooms.delete(key);
        throw error;
      });
    }
    const room = this.rooms.get(key);
    await room.loaded;
    return room;
  }

  roomsOf(chatId) {
    return [...this.rooms.values()].filter((room) => room.chatId === chatId);
  }

  // Many events come in bursts: what they make stale is read once, shortly after.
  later(name, action) {
    if (this.timers.has(name)) return;
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name);
        action().catch((error) => this.tell("failed", error));
      }, REFRESH_MS),
    );
  }

  refreshRoom(room) {
    this.later(`${room.chatId}/${room.thread}`, async () => {
      await room.refresh();
      this.tell("room", room);
    });
  }

  async reset() {
    await this.loadChats();
    await Promise.all([...this.rooms.values()].map((room) => room.load()));
    for (const room of this.rooms.values()) this.tell("room", room);
  }

  handle(event) {
    if (OF_ALL.includes(event.type)) this.tell("world");
    if (event.type === "reset") return this.later("reset", () => this.reset());
    if (["message", "edited", "deleted", "read", "chat"].includes(event.type))
      this.later("chats", () => this.loadChats());
    if (event.type === "answer" || event.type === "expired") this.tell("answer", event);
    const stale = event.type === "commands" ? [...this.rooms.values()] : this.roomsOf(event.chat_id);
    for (const room of stale) this.apply(room, event);
    return null;
  }

  apply(room, event) {
    APPLY[event.type]?.(room, event, this);
    this.tell("room", room);
    if (["message", "edited", "chat", "commands"].includes(event.type)) this.refreshRoom(room);
  }

  tap(room, message, data) {
    const pressed = Symbol("pressed");
    const tap = { key: message.key, data };
    room.waiting.set(pressed, tap);
    this.tell("room", room);
    return post(`/people/${this.me}/tap`, { chat_id: room.chatId, ...tap })
      .then(
        ({ query_id: query }) => query === null || room.answered.has(query) || room.waiting.set(query, tap),
      )
      .catch((error) => this.tell("failed", error))
      .finally(() => {
        room.waiting.delete(pressed);
        this.tell("room", room);
      });
  }
}

const finished = (room, event) => {
  room.waiting.delete(event.query_id);
  room.answered.add(event.query_id);
};

const APPLY = {
  message: (room, event, session) => {
    if (!room.belongs(event.message)) return;
    room.put(event.message);
    session.tell("arrived", { room, message: event.message });
  },
  edited: (room, event) => room.knows(event.message.key) && room.put(event.message),
  deleted: (room, event) => event.keys.forEach((key) => room.messages.delete(key)),
  action: (room, event) => {
    if (!room.view) return;
    const others = room.view.actions.filter(
      (action) => event.action && action.message_thread_id !== event.action.message_thread_id,
    );
    room.view.actions = event.action ? [...others, event.action] : others;
  },
  tapped: (room, event) => room.waiting.set(event.query_id, { key: event.key, data: event.data }),
  answer: finished,
  expired: finished,
};
