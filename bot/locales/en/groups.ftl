# Groups: how the bot says hello, and the panel of settings

group-hello =
    Hello! I tell of missed calls and see to it that every client is called back.
    An administrator of the bot turns that on: write /alerts here.
command-alerts = Alerts in a group: settings

panel-title = ⚙️ <b>Alerts: { $title }</b>
panel-choose = The alerts of which group?
panel-no-groups = Add me to a group and write /alerts there: I will tell it of missed calls.
panel-admins-only = Only an administrator of the bot settles this.
panel-gone = I am not in that group any more.

panel-state = { $state ->
    [on] 🔔 On
   *[off] 🔕 Off
}
panel-lines = Lines: { $lines }
panel-lines-all = All lines
panel-menu = Hang-ups in the menu and the greeting: { $state ->
    [on] told
   *[off] not told
}
panel-hours = Working hours: { $hours }
panel-hours-never = no working day, so nothing is told
panel-hours-round = { $days } round the clock
panel-holidays = Days off: { $days }
panel-escalation = If nobody takes it within { $minutes } min, I call: { $who }
panel-escalation-off = If nobody takes it: I call nobody
panel-duty-admins = the group’s administrators
panel-claim = “Mine” holds for { $minutes } min
panel-digests = Digests at { $times }
panel-digests-off = No digests
panel-silence = Silent lines: { $state ->
    [on] watched
   *[off] not watched
}
panel-topic = Topic: the one where /alerts was written

panel-help-lines = Calls to which lines are told here?
panel-help-hours = When does the office work? At other times alerts gather into a list for the morning.
panel-help-day = When the day begins and ends, by half an hour.
panel-help-holidays = Tap a day to make it a day off, or a working day again.
panel-help-escalation = After how many minutes of working time to call for help, and whom?
panel-help-claim = How long does “Mine” hold before the client is nobody’s again?
panel-help-morning = When to send the morning digest?
panel-help-evening = When to send the evening digest?

panel-button-on = { $state ->
    [on] 🔔 On — turn off
   *[off] 🔕 Off — turn on
}
panel-button-lines = ☎ Lines
panel-button-menu = { $state ->
    [on] ✓ Hang-ups in the menu
   *[off] Hang-ups in the menu
}
panel-button-hours = 🕘 Working hours
panel-button-holidays = 🎉 Days off
panel-button-escalation = 🆘 Calling for help
panel-button-claim = ✋ “Mine”
panel-button-morning = ☀️ Morning digest
panel-button-evening = 🌆 Evening digest
panel-button-silence = { $state ->
    [on] ✓ Watch silent lines
   *[off] Watch silent lines
}
panel-week-office = Mon–Fri 9:00–18:00
panel-week-daily = Every day 9:00–21:00
panel-week-always = Round the clock
panel-day-off = Day off
panel-day-works = Working day
panel-button-admins = The group’s administrators
panel-minutes = { $minutes } min
panel-never = Not at all
