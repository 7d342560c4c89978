# Что сказать о том, как понят вопрос

note-future-date = ⚠️ «{ $part }» ещё не наступило — звонков оттуда нет.
note-future-date-last-year = ℹ️ «{ $part }» ещё не наступило, показываю { $year } год.
note-future-date-last-month = ℹ️ «{ $part }» ещё не наступило, показываю { $date }.
note-future-time-day-before = ℹ️ Эти часы сегодня ещё не наступили, показываю { $date }.
note-impossible-date = ⚠️ Даты «{ $part }» не бывает. Дата пишется так: 05.03, 5 марта, 01.03–15.03.
note-impossible-time = ⚠️ Времени «{ $part }» не бывает. Время пишется так: 9:30, с 9 до 18.
note-range-reversed = ℹ️ «{ $part }»: конец раньше начала — показываю от меньшей даты к большей.
note-number-too-long = ⚠️ «{ $part }…» — { $digits } цифр, таких номеров не бывает. В номере до 15 цифр.
note-missing-digit = ⚠️ «{ $typed }» — похоже, не хватает цифры. Ищу как часть номера.
note-odd-number = ⚠️ «{ $typed }» — необычный номер. Ищу по последним десяти цифрам.
note-extra-digit = ⚠️ «{ $typed }» — похоже, лишняя цифра. Ищу ближайший номер.
note-letter-in-digits = ⚠️ «{ $typed }» — похоже, среди цифр есть буква. Что имелось в виду?
note-layout-fixed = ⌨️ Прочитано в другой раскладке: «{ $typed }» → «{ $read }».
note-spelling-fixed = ℹ️ «{ $typed }» прочитано как «{ $read }».
note-too-many-numbers = ⚠️ Номеров здесь { $count }, а ищу я по одному или по паре. Выберите:
note-which-number = ☎ Здесь несколько номеров. Какой показать?
note-which-person = 👥 Таких сотрудников несколько: «{ $name }». Кого показать?
note-words-ignored = ℹ️ Не учтено: «{ $words }».
note-ask = ⚠️ Вопрос можно понять по-разному. Выберите:
note-invalid = ⚠️ Не получилось понять вопрос.
period-until = до { $date }
