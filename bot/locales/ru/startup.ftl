# Что помешало запуску: одна строка в терминале

token-missing = BOT_TOKEN не задан: возьмите токен у @BotFather и впишите его в .env (без .env запускается демо).
token-refused = BOT_TOKEN не подходит: Telegram такого бота не знает. Проверьте токен у @BotFather.
pbx-missing = PBX_URL не задан: укажите базу звонков АТС в .env (примеры — в .env.example).
pbx-url-invalid = { $setting } не понят: для MikoPBX — sqlite:////путь/cdr.db, для Asterisk — mysql://имя:пароль@сервер/asteriskcdrdb.
pbx-table-invalid = CDR_TABLE «{ $table }» не может быть именем таблицы.
pbx-away = АТС не читается (PBX_URL): { $reason }
database-url-wrong = DATABASE_URL не понят: для SQLite — sqlite:///data/journal.db, для MariaDB — mysql://имя:пароль@сервер/база.
database-away = База { $url } недоступна (DATABASE_URL): { $reason }
data-dir-away = В папку { $folder } не записать (DATA_DIR): { $reason }
port-taken = SANDBOX_PORT { $port } занят другой программой: закройте её или укажите другой порт.
directory-file-unreadable = DIRECTORY_FILE { $file } не читается.
import-progress = Загружаю историю звонков: { $percent }%
import-done = Журнал обновлён: { $calls ->
    [one] { $shown } звонок
    [few] { $shown } звонка
   *[many] { $shown } звонков
}.
demo-ready =
    Демо готово. Откройте в браузере:
      { $url }
    Пишите боту как менеджер: номер, имя, «вчера». Остановить — Ctrl+C.
