# Start, help, access

start =
    Hello! I know every call of your phone system.
    Send a number, a name or a date, and I answer with a list of calls. For example:
help =
    <b>What you can type</b>
    • a number in any spelling: <code>+7 925 528-37-44</code>, an extension <code>201</code>, the last digits <code>*3744</code>
    • two numbers, for their talks with each other: <code>74952293042 302</code>
    • dates: <code>yesterday</code>, <code>March 1-15</code>, <code>March last year</code>, <code>last 7 days</code>, <code>yesterday 9 to 12</code>, <code>last month after 18:00</code>
    • an employee's name: <code>Belkina</code>
    • which calls: <code>missed</code>, <code>not returned last 7 days</code>, <code>outgoing with recording</code>, <code>longer than 5 min</code>, <code>shorter than 30 sec</code>
    • a linkedid from your CRM or the PBX log
    Any of these go together: <code>201 yesterday missed</code>.

    /today — calls of today
    /board — who was not called back yet, and so does /missed
    <code>/missed yesterday</code> — missed calls of a day
    /find — search, needed in groups: <code>/find +7 925 528-37-44</code>
    /stats — the figures of a day or any time: <code>/stats last week</code>

    A button with a number opens the call, ▶ sends its recording.
help-admin = /alerts — alerts in groups (add me to a group and write it there)
example-1 = missed today
example-2 = yesterday
example-3 = not returned last 7 days
example-4 = with recording
hint = I see no number, name or date here. This is what I understand:
hint-media = I understand text and contact cards. Some examples:
access-denied =
    This bot shows a company's calls, and you are not yet among the people it answers.
    Give the administrator your Telegram ID: <code>{ $id }</code>
access-denied-button = Only the people on the bot's list can see these calls.

command-today = Calls of today
command-missed = Missed calls (a date may follow)
command-find = Find a number, a name, a date
command-help = What can be asked
command-language = Language: Russian or English
language-ask = Which language shall I answer in?
language-chosen = All right, I answer in English.
bot-description = Your phone system's call history: send a number, a name or a date and get the calls and their recordings. I answer only the people on the administrator's list.
bot-short-description = PBX call history: search, call cards, recordings

# Dates

day-today = Today
day-yesterday = Yesterday
period-today = today, { $date }
period-yesterday = yesterday, { $date }
period-in-month = { $month } { $first }–{ $last }, { $year }
period-year = { $year }
date-with-year = { $date }, { $year }
period-all = all time

# How a question is read

reading-number = ☎ { $number }
reading-named = 👤 { $name } · { $number }
reading-suffix = ☎ number ending in …{ $number }
reading-contains = ☎ number with { $number }
reading-pair = ☎ { $one } ↔ { $two }
reading-directed = ☎ { $one } → { $two }
reading-caller = 📤 calls by { $number }
reading-called = 📥 calls to { $number }
reading-linkedid = 🔗 { $linkedid }
reading-period = 📅 { $period }
reading-all = 📋 all calls
filter-inbound = inbound
filter-outbound = outbound
filter-internal = internal
filter-answered = answered
filter-missed = missed
filter-no-answer = no answer
filter-busy = busy
filter-failed = failed
filter-voicemail = voicemail
filter-menu = hung up in the menu
filter-returned = called back
filter-not-returned = not called back
filter-recorded = with recording
filter-not-recorded = without recording
hours-daily = daily { $hours }
filter-longer = longer than { $span }
filter-shorter = shorter than { $span }
total = { $total ->
    [one] { $shown } call
   *[other] { $shown } calls
}
total-none = no calls
total-missed = { $total ->
   *[other] { $shown } missed
}

# The list

party-line = line { $number }
number-hidden = hidden number
result-missed = missed
result-no-answer = no answer
result-busy = busy
result-failed = failed
result-voicemail = voicemail
result-menu = hung up in the menu
result-answered = answered
result-internal-no-answer = no answer
waited = waited { $span }
rang-for = rang for { $span }
talked = talked { $span }
returned-outbound = { $gender ->
   *[other] { $name } called back
}, { $when }
returned-inbound = got through later, { $when }
returned-outbound-nobody = called back, { $when }
not-returned = not called back
tries = { $count ->
    [one] { $shown } attempt
   *[other] { $shown } attempts
}
empty-list = There are no such calls.
empty-today = No such calls today so far.
page-of = { $number } / { $pages }
button-all = All
button-missed = 🔴 Missed
button-answered = Answered
button-recorded = ▶ Recorded
button-chosen = ✓ { $label }
button-period = 📅 { $period }
period-button-today = Today
period-button-yesterday = Yesterday
period-button-week = 7 days
period-button-month = 30 days
period-button-all = All time
button-back = ‹ Back
list-outdated = This button is outdated: please ask again.

# The card of a call

card-inbound = ↘️ <b>Inbound</b>
card-outbound = ↗️ <b>Outbound</b>
card-internal = ↔️ <b>Internal</b>
card-missed = 🔴 <b>Missed</b>
card-parties = <b>{ $who }</b> → <b>{ $whom }</b>
card-wait = waited { $span }
card-talk = talked { $span }
step-arrived = the call came in on { $whom }
step-dialled = dialled { $whom }
step-menu = greeting or menu
step-queue = queue: { $whom }
step-rang-no-answer = rang { $whom }, no answer
step-rang-busy = { $whom } was busy
step-rang-failed = { $whom } could not be reached
step-answered = { $gender ->
   *[other] { $whom } answered
}
step-consulted = consultation with { $whom }
step-transferred = { $gender ->
   *[other] { $who } transferred the call to { $whom }
}
step-continued = { $gender ->
   *[other] { $whom } took over the call
}
step-parked = the call was parked
step-voicemail = voicemail
step-hung-up = the caller hung up
step = { $time } { $text }
step-lasted = { $text } · { $span }
legs-title = Legs as the PBX recorded them:
leg = { $start }–{ $end } { $who } → { $whom }{ $talk }
app-queue = queue
app-group = ring group
app-menu = menu
app-voicemail = voicemail
app-parking = parking
app-conference = conference
leg-talk = {" · "}talked { $span }
button-listen = ▶ Listen { $span }
button-listen-part = ▶ { $number }. { $whom } { $span }
button-listen-all = ▶ Whole talk { $span }
button-file = ⬇ File
button-file-part = ⬇ { $number }
button-copy-number = 📋 { $number }
button-copy-linkedid = 📋 linkedid
button-history = 🕓 History of { $number }
button-to-list = ‹ Back to the list
call-gone = This call is no longer in the journal.
linkedid-not-found =
    There is no call <code>{ $linkedid }</code> in the journal.
linkedid-date = The id says it began on { $date }.
linkedid-history = The journal holds { $days ->
    [one] { $shown } day
   *[other] { $shown } days
}, since { $first }.

# Recordings

audio-title = { $who } → { $whom }
audio-waits = Other recordings are being prepared, yours is next in line.
audio-working = Preparing the recording…
recording-none = This call has no recording.
recordings-not-configured = Recordings are not connected: the administrator needs to set RECORDINGS_DIR.
recordings-unavailable = The folder of recordings cannot be reached now. The administrator may check whether the PBX's disk is mounted.
recording-missing = The file is not there: the PBX deleted it or has not delivered it.
recording-not-ready = The recording is not ready: the PBX is still writing it. Try again in { $minutes } min.
recording-empty = The recording is empty: the PBX made a file with no talk in it.
recording-broken = The recording is damaged and cannot be read.
recording-slow = The recording could not be prepared in reasonable time. Please try again.
recording-too-big = The recording is over { $megabytes } MB even when compressed: Telegram does not take it.
ffmpeg-missing = No ffmpeg found: install it, or run pip install imageio-ffmpeg.

# Faults

telegram-unsure = Telegram did not confirm the answer. If it is not here, try again.
failure = That did not work: internal error { $code }. It is in the bot's log; please try again.

# Lines without words

line = { $text }
item = { $number }. { $mark } <b>{ $time }</b> { $who } → { $whom }
item-result = {"     "}<i>{ $text }</i>
