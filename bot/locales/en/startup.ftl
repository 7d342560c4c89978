# What kept it from starting: one line in the terminal

token-missing = BOT_TOKEN is not set: get a token from @BotFather and put it into .env (without a .env the demo starts).
token-refused = BOT_TOKEN is not right: Telegram knows no such bot. Check the token with @BotFather.
pbx-missing = PBX_URL is not set: name the PBX's call database in .env (.env.example shows how).
pbx-url-invalid = { $setting } is not understood: MikoPBX is sqlite:////path/cdr.db, Asterisk is mysql://user:password@server/asteriskcdrdb.
pbx-table-invalid = CDR_TABLE "{ $table }" cannot be a table's name.
pbx-away = The PBX cannot be read (PBX_URL): { $reason }
database-url-wrong = DATABASE_URL is not understood: SQLite is sqlite:///data/journal.db, MariaDB is mysql://user:password@server/database.
database-away = The database { $url } cannot be reached (DATABASE_URL): { $reason }
data-dir-away = The folder { $folder } cannot be written to (DATA_DIR): { $reason }
port-taken = SANDBOX_PORT { $port } is taken by another program: close it or name another port.
directory-file-unreadable = DIRECTORY_FILE { $file } cannot be read.
import-progress = Reading the history of calls: { $percent }%
import-done = The journal is up to date: { $calls ->
    [one] { $shown } call
   *[other] { $shown } calls
}.
demo-ready =
    The demo is ready. Open in your browser:
      { $url }
    Write to the bot as a manager would: a number, a name, "yesterday". Ctrl+C stops it.
