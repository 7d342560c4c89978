# Группы: знакомство и панель настроек

group-hello =
    Здравствуйте! Я сообщаю о пропущенных звонках и слежу, чтобы каждому клиенту перезвонили.
    Оповещения включает администратор бота: напишите здесь /alerts.
command-alerts = Оповещения в группе: настройки

panel-title = ⚙️ <b>Оповещения: { $title }</b>
panel-choose = Оповещения какой группы настроить?
panel-no-groups = Добавьте меня в группу и напишите там /alerts: я буду сообщать в неё о пропущенных звонках.
panel-admins-only = Это настраивает администратор бота.
panel-gone = В этой группе меня больше нет.

panel-state = { $state ->
    [on] 🔔 Включены
   *[off] 🔕 Выключены
}
panel-lines = Линии: { $lines }
panel-lines-all = Все линии
panel-menu = Сбросы в меню и на приветствии: { $state ->
    [on] сообщать
   *[off] не сообщать
}
panel-hours = Рабочее время: { $hours }
panel-hours-never = ни одного рабочего дня, сообщать некогда
panel-hours-round = { $days } круглосуточно
panel-holidays = Выходные: { $days }
panel-escalation = Если никто не взял за { $minutes } мин, зову: { $who }
panel-escalation-off = Если никто не взял: никого не зову
panel-duty-admins = администраторов группы
panel-claim = «Беру» держится { $minutes } мин
panel-digests = Сводки в { $times }
panel-digests-off = Сводки не присылаю
panel-silence = Молчащие линии: { $state ->
    [on] слежу
   *[off] не слежу
}
panel-topic = Тема: та, где написали /alerts

panel-help-lines = О звонках на какие линии сообщать здесь?
panel-help-hours = Когда работает офис? В остальное время оповещения собираются в утренний список.
panel-help-day = Начало и конец дня, по полчаса.
panel-help-holidays = Нажмите на день, чтобы сделать его выходным или рабочим.
panel-help-escalation = Через сколько минут рабочего времени звать на помощь, и кого?
panel-help-claim = Сколько держится «Беру», прежде чем клиент снова ничей?
panel-help-morning = Когда присылать утреннюю сводку?
panel-help-evening = Когда присылать вечернюю сводку?

panel-button-on = { $state ->
    [on] 🔔 Включены — выключить
   *[off] 🔕 Выключены — включить
}
panel-button-lines = ☎ Линии
panel-button-menu = { $state ->
    [on] ✓ Сбросы в меню
   *[off] Сбросы в меню
}
panel-button-hours = 🕘 Рабочее время
panel-button-holidays = 🎉 Выходные
panel-button-escalation = 🆘 Звать на помощь
panel-button-claim = ✋ «Беру»
panel-button-morning = ☀️ Утренняя сводка
panel-button-evening = 🌆 Вечерняя сводка
panel-button-silence = { $state ->
    [on] ✓ Следить за молчащими линиями
   *[off] Следить за молчащими линиями
}
panel-week-office = Пн–Пт 9:00–18:00
panel-week-daily = Каждый день 9:00–21:00
panel-week-always = Круглосуточно
panel-day-off = Выходной
panel-day-works = Рабочий день
panel-button-admins = Администраторы группы
panel-minutes = { $minutes } мин
panel-never = Не надо
