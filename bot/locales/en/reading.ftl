# What to tell about how a question was read

note-future-date = ⚠️ "{ $part }" is still to come: there are no calls yet.
note-future-date-last-year = ℹ️ "{ $part }" is still to come, showing { $year }.
note-future-date-last-month = ℹ️ "{ $part }" is still to come, showing { $date }.
note-future-time-day-before = ℹ️ Those hours are still to come today, showing { $date }.
note-impossible-date = ⚠️ There is no date "{ $part }". Dates look like 05.03, March 5, 01.03–15.03.
note-impossible-time = ⚠️ There is no time "{ $part }". Write it like this: 9:30, 9am to 6pm.
note-range-reversed = ℹ️ "{ $part }": the end comes before the start, so they are swapped.
note-number-too-long = ⚠️ "{ $part }…" has { $digits } digits, and numbers have 15 at most.
note-missing-digit = ⚠️ "{ $typed }" seems to lack a digit. Searching for it as a part of a number.
note-odd-number = ⚠️ "{ $typed }" is an unusual number. Searching by its last ten digits.
note-extra-digit = ⚠️ "{ $typed }" seems to have a digit too many. Searching for the nearest number.
note-letter-in-digits = ⚠️ "{ $typed }" seems to have a letter among its digits. Which did you mean?
note-layout-fixed = ⌨️ Read in the other keyboard layout: "{ $typed }" → "{ $read }".
note-spelling-fixed = ℹ️ "{ $typed }" read as "{ $read }".
note-too-many-numbers = ⚠️ These are { $count } numbers, and I search by one or by a pair. Choose:
note-which-number = ☎ There are several numbers here. Which one?
note-which-person = 👥 Several people are called "{ $name }". Which one?
note-words-ignored = ℹ️ Left out: "{ $words }".
note-ask = ⚠️ This can be read in more than one way. Choose:
note-invalid = ⚠️ I could not understand the question.
period-until = until { $date }
