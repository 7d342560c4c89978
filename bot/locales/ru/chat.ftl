# Начало, справка, доступ

start =
    Здравствуйте! Я знаю все звонки вашей АТС.
    Напишите номер, имя или дату — отвечу списком звонков. Например:
help =
    <b>Что можно написать</b>
    • номер в любом виде: <code>8 925 528-37-44</code>, добавочный <code>201</code>, конец номера <code>*3744</code>
    • два номера — их разговоры друг с другом: <code>74952293042 302</code>
    • даты: <code>вчера</code>, <code>1–15 марта</code>, <code>март</code>, <code>март прошлого года</code>, <code>за неделю</code>, <code>вчера с 9 до 12</code>, <code>после 18 за месяц</code>
    • имя сотрудника: <code>Белкина</code>
    • что за звонки: <code>пропущенные</code>, <code>без перезвона за неделю</code>, <code>недозвоны 201</code>, <code>исходящие с записью</code>, <code>дольше 5 минут</code>, <code>короче 30 секунд</code>
    • linkedid из 1С или журнала АТС
    Всё можно сочетать: <code>201 вчера пропущенные</code>.

    /today — звонки за сегодня
    /board — кому ещё не перезвонили, то же: /missed
    <code>/missed вчера</code> — пропущенные за день
    /find — поиск, он нужен в группах: <code>/find 8 925 528-37-44</code>
    /stats — итоги дня или любого времени: <code>/stats прошлая неделя</code>

    Кнопка с номером открывает звонок, ▶ присылает запись.
help-admin = /alerts — оповещения в группах (добавьте меня в группу и напишите там)
example-1 = пропущенные сегодня
example-2 = вчера
example-3 = без перезвона за неделю
example-4 = с записью
hint = Не вижу здесь номера, имени или даты. Вот что я понимаю:
hint-media = Я понимаю текст и карточки контактов. Вот примеры:
access-denied =
    Этот бот показывает звонки компании, и вас пока нет в списке тех, кому он отвечает.
    Передайте администратору ваш Telegram ID: <code>{ $id }</code>
access-denied-button = Эти звонки видят только сотрудники из списка бота.

command-today = Звонки за сегодня
command-missed = Пропущенные (можно с датой)
command-find = Найти: номер, имя, дата
command-help = Что можно спросить
command-language = Язык: русский или английский
language-ask = На каком языке отвечать?
language-chosen = Хорошо, отвечаю по-русски.
bot-description = История звонков вашей АТС: напишите номер, имя или дату — пришлю звонки и записи разговоров. Отвечаю только сотрудникам из списка администратора.
bot-short-description = История звонков АТС: поиск, карточки, записи

# Даты

day-today = Сегодня
day-yesterday = Вчера
period-today = сегодня, { $date }
period-yesterday = вчера, { $date }
period-in-month = { $first }–{ $last } { $month } { $year }
period-year = { $year } год
date-with-year = { $date } { $year }
period-all = за всё время

# Как понят вопрос

reading-number = ☎ { $number }
reading-named = 👤 { $name } · { $number }
reading-suffix = ☎ номер на …{ $number }
reading-contains = ☎ номер с { $number }
reading-pair = ☎ { $one } ↔ { $two }
reading-directed = ☎ { $one } → { $two }
reading-caller = 📤 кто звонил: { $number }
reading-called = 📥 куда звонили: { $number }
reading-linkedid = 🔗 { $linkedid }
reading-period = 📅 { $period }
reading-all = 📋 все звонки
filter-inbound = входящие
filter-outbound = исходящие
filter-internal = внутренние
filter-answered = отвеченные
filter-missed = пропущенные
filter-no-answer = недозвоны
filter-busy = занято
filter-failed = сбой связи
filter-voicemail = голосовая почта
filter-menu = сбросили в меню
filter-returned = перезвонили
filter-not-returned = без перезвона
filter-recorded = с записью
filter-not-recorded = без записи
hours-daily = ежедневно { $hours }
filter-longer = дольше { $span }
filter-shorter = короче { $span }
total = { $total ->
    [one] { $shown } звонок
    [few] { $shown } звонка
   *[many] { $shown } звонков
}
total-none = звонков нет
total-missed = { $total ->
    [one] { $shown } пропущенный
    [few] { $shown } пропущенных
   *[many] { $shown } пропущенных
}

# Список

party-line = линия { $number }
number-hidden = номер скрыт
result-missed = пропущен
result-no-answer = недозвон
result-busy = занято
result-failed = сбой связи
result-voicemail = голосовая почта
result-menu = сбросил в меню
result-answered = отвечен
result-internal-no-answer = без ответа
waited = ждал { $span }
rang-for = звонили { $span }
talked = разговор { $span }
returned-outbound = { $gender ->
    [feminine] перезвонила { $name }
    [masculine] перезвонил { $name }
   *[unknown] перезвон: { $name }
}, { $when }
returned-inbound = дозвонился сам, { $when }
returned-outbound-nobody = перезвонили, { $when }
not-returned = не перезвонили
tries = { $count ->
    [one] { $shown } попытка
    [few] { $shown } попытки
   *[many] { $shown } попыток
}
empty-list = Таких звонков нет.
empty-today = Сегодня таких звонков ещё не было.
page-of = { $number } / { $pages }
button-all = Все
button-missed = 🔴 Пропущенные
button-answered = Отвеченные
button-recorded = ▶ С записью
button-chosen = ✓ { $label }
button-period = 📅 { $period }
period-button-today = Сегодня
period-button-yesterday = Вчера
period-button-week = 7 дней
period-button-month = 30 дней
period-button-all = Всё время
button-back = ‹ Назад
list-outdated = Эта кнопка устарела — задайте вопрос ещё раз.

# Карточка звонка

card-inbound = ↘️ <b>Входящий</b>
card-outbound = ↗️ <b>Исходящий</b>
card-internal = ↔️ <b>Внутренний</b>
card-missed = 🔴 <b>Пропущенный</b>
card-parties = <b>{ $who }</b> → <b>{ $whom }</b>
card-wait = ожидание { $span }
card-talk = разговор { $span }
step-arrived = вызов поступил на { $whom }
step-dialled = набран номер { $whom }
step-menu = приветствие или меню
step-queue = очередь: { $whom }
step-rang-no-answer = { $whom } — без ответа
step-rang-busy = { $whom } — занято
step-rang-failed = { $whom } — сбой связи
step-answered = { $gender ->
    [feminine] ответила
    [masculine] ответил
   *[unknown] отвечает
} { $whom }
step-consulted = консультация с { $whom }
step-transferred = { $gender ->
    [feminine] { $who } перевела звонок на { $whom }
    [masculine] { $who } перевёл звонок на { $whom }
   *[unknown] { $who } переводит звонок на { $whom }
}
step-continued = { $gender ->
    [feminine] разговор продолжила
    [masculine] разговор продолжил
   *[unknown] разговор продолжает
} { $whom }
step-parked = звонок на удержании (парковка)
step-voicemail = голосовая почта
step-hung-up = звонивший положил трубку
step = { $time } { $text }
step-lasted = { $text } · { $span }
legs-title = Участки записи АТС:
leg = { $start }–{ $end } { $who } → { $whom }{ $talk }
app-queue = очередь
app-group = группа
app-menu = меню
app-voicemail = голосовая почта
app-parking = парковка
app-conference = конференция
leg-talk = {" · "}говорили { $span }
button-listen = ▶ Слушать { $span }
button-listen-part = ▶ { $number }. { $whom } { $span }
button-listen-all = ▶ Весь разговор { $span }
button-file = ⬇ Файл
button-file-part = ⬇ { $number }
button-copy-number = 📋 { $number }
button-copy-linkedid = 📋 linkedid
button-history = 🕓 История { $number }
button-to-list = ‹ К списку
call-gone = Этого звонка больше нет в журнале.
linkedid-not-found =
    Звонка <code>{ $linkedid }</code> нет в журнале.
linkedid-date = Судя по linkedid, он начался { $date }.
linkedid-history = Журнал хранит { $days ->
    [one] { $shown } день
    [few] { $shown } дня
   *[many] { $shown } дней
}: с { $first }.

# Записи

audio-title = { $who } → { $whom }
audio-waits = Сейчас готовятся другие записи, ваша — следующая в очереди.
audio-working = Готовлю запись…
recording-none = У этого звонка нет записи.
recordings-not-configured = Записи не подключены: администратору нужно указать RECORDINGS_DIR.
recordings-unavailable = Папка с записями сейчас недоступна. Администратору стоит проверить, подключён ли диск АТС.
recording-missing = Файла записи нет: АТС его удалила или ещё не передала.
recording-not-ready = Запись ещё не готова: АТС дописывает файл. Попробуйте через { $minutes } мин.
recording-empty = Запись пустая: АТС создала файл, но разговора в нём нет.
recording-broken = Запись повреждена, её не удаётся прочитать.
recording-slow = Запись не удалось подготовить за разумное время. Попробуйте ещё раз.
recording-too-big = Запись больше { $megabytes } МБ даже после сжатия: Telegram такую не примет.
ffmpeg-missing = Нет ffmpeg: поставьте его в систему или выполните pip install imageio-ffmpeg.

# Сбои

telegram-unsure = Telegram не подтвердил отправку. Если ответа нет, попробуйте ещё раз.
failure = Не получилось: внутренняя ошибка { $code }. Она записана в журнал бота; попробуйте ещё раз.

# Строки без слов

line = { $text }
item = { $number }. { $mark } <b>{ $time }</b> { $who } → { $whom }
item-result = {"     "}<i>{ $text }</i>
