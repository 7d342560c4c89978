# Оповещение о пропущенном звонке

alert-who = <b>{ $phone }</b>
alert-who-named = <b>{ $phone }</b> · { $name }
alert-head = { $mark } { $who }
alert-missed = Не дозвонился в { $time } · { $line } · ждал { $wait }
alert-voicemail = Оставил сообщение в { $time } · { $line }
alert-menu = Положил трубку в меню в { $time } · { $line } · ждал { $wait }
alert-rung = { $count ->
    [one] Не ответил: { $names }
   *[many] Не ответили: { $names }
}
alert-queue = В очереди «{ $queue }» никто не ответил
alert-repeated = <b>{ $number }-й раз за { $span }</b>: { $times }
alert-shorts = { $count ->
    [one] и ещё { $shown } короткий звонок
    [few] и ещё { $shown } коротких звонка
   *[many] и ещё { $shown } коротких звонков
}
alert-habit = За 30 дней: { $count ->
    [one] { $shown } звонок
    [few] { $shown } звонка
   *[many] { $shown } звонков
}
alert-habit-first = Звонит впервые за 30 дней
alert-usual = обычно говорит с: { $name }
alert-tried = 🟡 пробовали { $times }, не ответил
alert-tried-by = { $time } ({ $name })
alert-joined = { $times } и { $last }
alert-returned-by = { $gender ->
    [feminine] перезвонила { $name }
    [masculine] перезвонил { $name }
   *[unknown] перезвон: { $name }
} через { $after }, говорили { $talk }
alert-returned-nobody = перезвонили через { $after }, говорили { $talk }
alert-returned-himself = дозвонился сам через { $after }, говорили { $talk }
alert-returned-himself-with = дозвонился сам через { $after }, { $gender ->
    [feminine] ответила { $name }
    [masculine] ответил { $name }
   *[unknown] отвечает { $name }
}, говорили { $talk }
alert-done = закрыто вручную: { $name }, { $time }
alert-withdrawn = снято: на звонок ответили
alert-held = ✋ занимается { $name } с { $time }
alert-assigned = 👉 поручено: { $name }
alert-note = 📝 { $name }: { $text }
lasting-seconds = { $n } с
lasting-minutes = { $n } мин
lasting-hours = { $n } ч { $minutes } мин
lasting-days = { $n } дн.

# Список оповещений и доска

alerts-list = 🔴 <b>Пропущенные: { $shown }</b>
alerts-list-over = 🟢 <b>Пропущенные: { $shown }</b>, никто больше не ждёт
alerts-morning = 🌅 <b>Не дозвонились, пока офис был закрыт: { $shown }</b>
alert-row = { $number }. { $mark } { $who }
alert-row-facts = {"     "}<i>{ $text }</i>
alert-row-since = с { $time }
alert-row-times = { $count ->
    [one] { $shown } звонок
    [few] { $shown } звонка
   *[many] { $shown } звонков
}
alert-row-tried = { $count ->
    [one] { $shown } попытка
    [few] { $shown } попытки
   *[many] { $shown } попыток
}
alert-row-held = ✋ { $name }
alert-row-assigned = 👉 { $name }
board-title = 📌 <b>Ждут звонка: { $shown }</b>
board-empty =
    ✨ <b>Никто не ждёт звонка</b>
    Всем, кто не дозвонился, уже перезвонили.
board-more = …и ещё { $shown }

# Напоминания

alert-again = 🔴 { $who } снова не дозвонился: { $number }-й раз за { $span }
alert-escalate = ⏰ { $who } ждёт звонка уже { $span }, никто не взял. { $calls }
alerts-again = 🔴 <b>Снова не дозвонились:</b>
alerts-escalate = ⏰ <b>Ждут звонка, и никто не взял.</b> { $calls }
mention = <a href="tg://user?id={ $id }">{ $name }</a>
mention-administrator = администратор

# Кнопки и ответы на них

button-take = ✋ Беру
button-give-back = ↩ Вернуть
button-done = ✅ Готово
button-past = 🕓 История
button-hear = ▶ Слушать { $span }
button-copy = 📋 { $number }
alert-taken = Вы взяли { $number }
alert-taken-already = Уже занимается { $name }
alert-given-back = { $number } снова ждёт того, кто возьмёт
alert-closed = Отмечено: { $number } закрыт
alert-which = О ком речь? Начните с номера в списке, например: <code>2 перезвонил</code>
alert-over = Этот клиент уже не ждёт звонка.
alert-to-private = Ответ пришёл вам в личные сообщения.
alert-write-first = Чтобы увидеть это, напишите мне в личные сообщения: /start

command-board = Кто ждёт звонка
