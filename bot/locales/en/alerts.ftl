# The alert about a missed call

alert-who = <b>{ $phone }</b>
alert-who-named = <b>{ $phone }</b> · { $name }
alert-head = { $mark } { $who }
alert-missed = Missed at { $time } · { $line } · waited { $wait }
alert-voicemail = Left a message at { $time } · { $line }
alert-menu = Hung up in the menu at { $time } · { $line } · waited { $wait }
alert-rung = { $count ->
    [one] Did not answer: { $names }
   *[other] Did not answer: { $names }
}
alert-queue = Nobody answered in the queue “{ $queue }”
alert-repeated = <b>Call no. { $number } in { $span }</b>: { $times }
alert-shorts = { $count ->
    [one] and { $shown } short ring
   *[other] and { $shown } short rings
}
alert-habit = In 30 days: { $count ->
    [one] { $shown } call
   *[other] { $shown } calls
}
alert-habit-first = First call in 30 days
alert-usual = usually speaks with { $name }
alert-tried = 🟡 tried at { $times }, no answer
alert-tried-by = { $time } ({ $name })
alert-joined = { $times } and { $last }
alert-returned-by = { $gender ->
   *[other] { $name } called back
} after { $after }, talked { $talk }
alert-returned-nobody = called back after { $after }, talked { $talk }
alert-returned-himself = got through after { $after }, talked { $talk }
alert-returned-himself-with = got through after { $after }, { $gender ->
   *[other] { $name } answered
}, talked { $talk }
alert-done = closed by hand: { $name }, { $time }
alert-withdrawn = withdrawn: the call was answered
alert-held = ✋ with { $name } since { $time }
alert-assigned = 👉 assigned to { $name }
alert-note = 📝 { $name }: { $text }
lasting-seconds = { $n } s
lasting-minutes = { $n } min
lasting-hours = { $n } h { $minutes } min
lasting-days = { $n } d

# The list of alerts and the board

alerts-list = 🔴 <b>Missed: { $shown }</b>
alerts-list-over = 🟢 <b>Missed: { $shown }</b>, nobody is waiting any more
alerts-morning = 🌅 <b>Missed while the office was closed: { $shown }</b>
alert-row = { $number }. { $mark } { $who }
alert-row-facts = {"     "}<i>{ $text }</i>
alert-row-since = since { $time }
alert-row-times = { $count ->
    [one] { $shown } call
   *[other] { $shown } calls
}
alert-row-tried = { $count ->
    [one] { $shown } try
   *[other] { $shown } tries
}
alert-row-held = ✋ { $name }
alert-row-assigned = 👉 { $name }
board-title = 📌 <b>Waiting for a call: { $shown }</b>
board-empty =
    ✨ <b>Nobody is waiting for a call</b>
    Everybody who did not get through was called back.
board-more = …and { $shown } more

# Reminders

alert-again = 🔴 { $who } missed again: call no. { $number } in { $span }
alert-escalate = ⏰ { $who } has been waiting for { $span }, and nobody took it. { $calls }
alerts-again = 🔴 <b>Missed again:</b>
alerts-escalate = ⏰ <b>Waiting for a call, and nobody took it.</b> { $calls }
mention = <a href="tg://user?id={ $id }">{ $name }</a>
mention-administrator = administrator

# Buttons and what they say

button-take = ✋ I'll take it
button-give-back = ↩ Give back
button-done = ✅ Done
button-past = 🕓 History
button-hear = ▶ Listen { $span }
button-copy = 📋 { $number }
alert-taken = You took { $number }
alert-taken-already = { $name } has it already
alert-given-back = { $number } is free to take again
alert-closed = Noted: { $number } is closed
alert-which = Who is it about? Begin with the number in the list, such as <code>2 called back</code>
alert-over = This client is not waiting any more.
alert-to-private = The answer is in your private chat with me.
alert-write-first = To see this, write to me in a private chat first: /start

command-board = Who is waiting for a call
