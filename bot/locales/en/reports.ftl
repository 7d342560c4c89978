# Figures: digests morning and evening, /stats

stats-title = 📊 <b>{ $period }</b>
stats-morning = ☀️ <b>Good morning! The figures: { $period }</b>
stats-evening = 🌆 <b>The day’s figures: { $period }</b>
stats-none = There were no calls.
stats-inbound = Inbound <b>{ $calls }</b>, answered { $answered } ({ $share }%)
stats-lost = Did not get through <b>{ $calls }</b>: { $kinds }
stats-lost-missed = { $count ->
    [one] { $shown } missed
   *[other] { $shown } missed
}
stats-lost-menu = { $shown } in the menu
stats-lost-voicemail = { $shown } to voicemail
stats-lost-other = { $shown } busy or failed
stats-outbound = Outbound { $calls }, reached { $reached }
stats-internal = Internal { $calls }
stats-returned = We called back { $by_us }, they got through themselves { $by_client }
stats-median = Usually we call back { $minutes ->
    [0] in less than a minute
    [one] in { $shown } minute
   *[other] in { $shown } minutes
}
stats-median-hours = Usually we call back { $hours ->
    [one] in { $shown } hour
   *[other] in { $shown } hours
}
stats-open = 🔴 <b>Not called back: { $clients ->
    [one] { $shown } client
   *[other] { $shown } clients
}</b>
stats-all-returned = 🟢 <b>Nobody was left without an answer</b>
stats-worst = Hardest hour: { $hours }
stats-hour = { $start }–{ $end } h (lost { $missed } of { $calls })
stats-lines = <b>Lines</b>
stats-line = { $name }: { $calls }, answered { $share }%
stats-employees = <b>Employees</b>
stats-employee = { $name }: { $parts }
stats-employee-answered = answered { $count }
stats-employee-made = outbound { $count }
stats-employee-returned = called back { $count }
stats-chart-title = Inbound by the hour · { $period }
stats-chart-answered = answered
stats-chart-missed = not answered
stats-period = I do not understand which time to count: “{ $text }”. For example: /stats yesterday, /stats last week, /stats 1-15 March.
button-not-returned = 🔴 Not called back
command-stats = The figures of a day or another time

# Silent lines

silence-all =
    🔕 <b>No calls for suspiciously long</b>
    The last inbound one: { $when }. As much working time usually brings { $expected ->
        [one] { $shown } call
       *[other] { $shown } calls
    }. Please check the lines.
silence-line =
    🔕 <b>The line { $line } is suspiciously silent</b>
    The last inbound call: { $when }. As much working time usually brings { $expected ->
        [one] { $shown } call
       *[other] { $shown } calls
    }. Please check it.
silence-all-back = 🔔 Calls are coming in again.
silence-line-back = 🔔 The line { $line } is called again.
