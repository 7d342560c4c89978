// The people's side of the sandbox over HTTP, as docs/sandbox.md describes it. The key
// rides in a cookie that the server set when this page was opened.

export class Refused extends Error {
  constructor(status, description) {
    super(description);
    this.status = status;
  }
}

async function request(path, options) {
  const response = await fetch(`/sandbox${path}`, options);
  const body = await response.json().catch(() => ({ ok: false, description: response.statusText }));
  if (!body.ok) throw new Refused(response.status, body.description);
  return body.result;
}

export const get = (path) => request(path);

export const post = (path, body = {}) =>
  request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

export const upload = (path, fields) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined && value !== null) form.append(name, value);
  return request(path, { method: "POST", body: form });
};

const RETRY_MS = 2000;

// One event stream. The browser reconnects by itself and resumes by Last-Event-ID; a stream
// that the server refused is closed for good, so it is opened anew after a pause.
export function listen(query, after, { event, state }) {
  let source = null;
  let seen = after;
  let stopped = false;
  const open = () => {
    if (stopped) return;
    source = new EventSource(`/sandbox/events?${query}&after=${seen}`);
    source.onopen = () => state(true);
    source.onmessage = (message) => {
      seen = Number(message.lastEventId) || seen;
      event(JSON.parse(message.data));
    };
    source.onerror = () => {
      state(false);
      if (source.readyState === EventSource.CLOSED) setTimeout(open, RETRY_MS);
    };
  };
  open();
  return () => {
    stopped = true;
    source.close();
  };
}
