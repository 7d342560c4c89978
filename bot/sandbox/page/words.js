// The page's own words in the language of the person who looks at it, and every date and
// duration it prints. What the bot says is never touched.

import en from "./words.en.js";
import ru from "./words.ru.js";

let language = "ru";

export function speak(code) {
  language = (code ?? "ru").toLowerCase().startsWith("ru") ? "ru" : "en";
  document.documentElement.lang = language;
}

export const t = (key) => (language === "ru" ? ru : en)[key];

export function counted(number, key) {
  const form = { one: 0, few: 1 }[new Intl.PluralRules(language).select(number)] ?? 2;
  return `${number} ${t(key)[form]}`;
}

const date = (unix) => new Date(unix * 1000);
const format = (unix, options) =>
  new Intl.DateTimeFormat(language === "ru" ? "ru-RU" : "en-GB", options).format(date(unix));

export const clock = (unix) => format(unix, { hour: "2-digit", minute: "2-digit" });
export const moment = (unix) => format(unix, { dateStyle: "full", timeStyle: "medium" });
export const dayKey = (unix) => date(unix).toDateString();

const daysAgo = (unix) =>
  Math.round((new Date().setHours(0, 0, 0, 0) - date(unix).setHours(0, 0, 0, 0)) / 86_400_000);

export function day(unix) {
  const ago = daysAgo(unix);
  if (ago === 0) return t("today");
  if (ago === 1) return t("yesterday");
  const year = date(unix).getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return format(unix, { day: "numeric", month: "long", year });
}

// What the chat list shows at the right: a time today, a weekday this week, a date before.
export function stamp(unix) {
  const ago = daysAgo(unix);
  if (ago <= 0) return clock(unix);
  return ago < 7
    ? format(unix, { weekday: "short" })
    : format(unix, { day: "2-digit", month: "2-digit", year: "2-digit" });
}

export function duration(seconds) {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    String(whole % 60).padStart(2, "0"),
  ];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

export function bytes(size) {
  const [number, unit] =
    size < 1e6
      ? [size / 1024, language === "ru" ? "КБ" : "KB"]
      : [size / 1_048_576, language === "ru" ? "МБ" : "MB"];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: number < 10 ? 1 : 0 }).format(number)} ${unit}`;
}

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

function relative(unix) {
  const away = unix - Date.now() / 1000;
  const [unit, size] = UNITS.find(([, seconds]) => Math.abs(away) >= seconds) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.round(away / size), unit);
}

// A Telegram date_time_format: r relative, w weekday, d/D short and long date, t/T short and long time.
export function localTime(unix, pattern) {
  if (/r/i.test(pattern)) return relative(unix);
  const parts = {};
  if (/w/i.test(pattern)) parts.weekday = pattern.includes("W") ? "long" : "short";
  if (pattern.includes("d")) Object.assign(parts, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (pattern.includes("D")) Object.assign(parts, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(pattern)) Object.assign(parts, { hour: "2-digit", minute: "2-digit" });
  if (pattern.includes("T")) parts.second = "2-digit";
  return format(unix, parts);
}
