# Итоги: сводки утром и вечером, /stats

stats-title = 📊 <b>{ $period }</b>
stats-morning = ☀️ <b>Доброе утро! Итоги: { $period }</b>
stats-evening = 🌆 <b>Итоги дня: { $period }</b>
stats-none = Звонков не было.
stats-inbound = Входящих <b>{ $calls }</b>, отвечено { $answered } ({ $share } %)
stats-lost = Не дозвонились <b>{ $calls }</b>: { $kinds }
stats-lost-missed = { $count ->
    [one] { $shown } пропущенный
    [few] { $shown } пропущенных
   *[many] { $shown } пропущенных
}
stats-lost-menu = { $shown } в меню
stats-lost-voicemail = { $shown } на голосовую почту
stats-lost-other = { $shown } занято или сбой
stats-outbound = Исходящих { $calls }, дозвонились { $reached }
stats-internal = Внутренних { $calls }
stats-returned = Перезвонили { $by_us }, дозвонились сами { $by_client }
stats-median = Обычно перезваниваем { $minutes ->
    [0] меньше чем за минуту
    [one] за { $shown } минуту
    [few] за { $shown } минуты
   *[many] за { $shown } минут
}
stats-median-hours = Обычно перезваниваем { $hours ->
    [one] за { $shown } час
    [few] за { $shown } часа
   *[many] за { $shown } часов
}
stats-open = 🔴 <b>Без перезвона: { $clients ->
    [one] { $shown } клиент
    [few] { $shown } клиента
   *[many] { $shown } клиентов
}</b>
stats-all-returned = 🟢 <b>Никто не остался без ответа</b>
stats-worst = Трудный час: { $hours }
stats-hour = { $start }–{ $end } ч (потеряно { $missed } из { $calls })
stats-lines = <b>Линии</b>
stats-line = { $name }: { $calls }, отвечено { $share } %
stats-employees = <b>Сотрудники</b>
stats-employee = { $name }: { $parts }
stats-employee-answered = принято { $count }
stats-employee-made = исходящих { $count }
stats-employee-returned = перезвонов { $count }
stats-chart-title = Входящие по часам · { $period }
stats-chart-answered = отвечено
stats-chart-missed = не отвечено
stats-period = Не понимаю, за какое время посчитать: «{ $text }». Например: /stats вчера, /stats прошлая неделя, /stats 1–15 марта.
button-not-returned = 🔴 Без перезвона
command-stats = Итоги за день или другое время

# Молчащие линии

silence-all =
    🔕 <b>Звонков нет подозрительно давно</b>
    Последний входящий: { $when }. За такое рабочее время обычно бывает { $expected ->
        [one] { $shown } звонок
        [few] { $shown } звонка
       *[many] { $shown } звонков
    }. Проверьте, работают ли линии.
silence-line =
    🔕 <b>Линия { $line } подозрительно молчит</b>
    Последний входящий: { $when }. За такое рабочее время обычно бывает { $expected ->
        [one] { $shown } звонок
        [few] { $shown } звонка
       *[many] { $shown } звонков
    }. Проверьте, работает ли она.
silence-all-back = 🔔 Звонки снова поступают.
silence-line-back = 🔔 На линию { $line } снова звонят.
