/// Errors of languages that are interpreted, one on each line.
enum ScriptErrors {
  static let python = #"""
    ModuleNotFoundError: No module named '{package}'
    TypeError: 'NoneType' object is not subscriptable
    TypeError: {snake}() missing {small} required positional arguments: '{word}' and '{word}'
    KeyError: '{snake}'
    ValueError: invalid literal for int() with base 10: '{word}{small}'
    AttributeError: '{Pascal}' object has no attribute '{snake}'
    ImportError: cannot import name '{Pascal}' from '{dotted}' (/home/dev/app/src/{word}/{snake}.py)
    FileNotFoundError: [Errno 2] No such file or directory: '/tmp/{kebab}-{hex}/{snake}.json'
    json.decoder.JSONDecodeError: Expecting value: line {line} column {column} (char {count})
    requests.exceptions.ConnectionError: HTTPSConnectionPool(host='{host}', port=443): Max retries exceeded with url: /api/v1/{word} (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at {address}>: Failed to establish a new connection: [Errno 111] Connection refused'))
    E       AssertionError: assert {count} == {count}
    PermissionError: [Errno 13] Permission denied: '/var/lib/{word}/{snake}'
    UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position {count}: invalid start byte
    src/{folder}/{snake}.py:{line}: error: Argument 1 to "{snake}" has incompatible type "str"; expected "int"  [arg-type]
    src/{folder}/{snake}.py:{line}:{column}: F821 undefined name '{snake}'
    """#

  static let node = #"""
    Error: Cannot find module './{folder}/{kebab}'
    TypeError: Cannot read properties of undefined (reading '{camel}')
    ReferenceError: {camel} is not defined
    src/{folder}/{kebab}.ts({line},{column}): error TS2304: Cannot find name '{Pascal}'.
    src/{folder}/{kebab}.tsx:{line}:{column} - error TS2322: Type 'string' is not assignable to type '{Pascal}'.
    SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON
    Error: listen EADDRINUSE: address already in use :::{port}
    Error: connect ECONNREFUSED 127.0.0.1:{port}
    Error: ENOENT: no such file or directory, open '/home/dev/app/{folder}/{kebab}.json'
    UnhandledPromiseRejectionWarning: Error: {phrase}
    FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
    Uncaught TypeError: {camel}.{camel} is not a function
    {clock} [vite] Internal server error: Failed to resolve import "./{kebab}" from "src/{folder}/{Pascal}.vue". Does the file exist?
    RangeError: Maximum call stack size exceeded
    AxiosError: Request failed with status code {status}
    """#

  static let ruby = #"""
    app/models/{snake}.rb:{line}:in `{snake}': undefined method `{snake}' for nil:NilClass (NoMethodError)
    app/services/{folder}/{snake}.rb:{line}:in 'call': uninitialized constant {Pascal}::{Pascal} (NameError)
    ActiveRecord::RecordNotFound (Couldn't find {Pascal} with 'id'={number}):
    LoadError: cannot load such file -- {package}
    NoMethodError: undefined method '{snake}' for an instance of {Pascal}
    ArgumentError: wrong number of arguments (given {small}, expected 1)
    PG::UndefinedTable: ERROR:  relation "{snake}s" does not exist
    Could not find {package}-{version} in any of the sources
    """#

  static let php = #"""
    PHP Fatal error:  Uncaught Error: Call to undefined function {snake}() in /var/www/app/src/{Pascal}.php:{line}
    PHP Parse error:  syntax error, unexpected token "}", expecting end of file in /var/www/app/src/{Pascal}.php on line {line}
    PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate {number} bytes) in /var/www/app/src/{Pascal}.php on line {line}
    Fatal error: Uncaught TypeError: {Pascal}::{camel}(): Argument #1 (${camel}) must be of type int, string given, called in /var/www/app/src/{Pascal}.php on line {line}
    [{stamp}] production.ERROR: SQLSTATE[42S02]: Base table or view not found: 1146 Table 'app.{snake}' doesn't exist {{"exception":"[object] (Illuminate\\Database\\QueryException(code: 42S02) at /var/www/app/vendor/laravel/framework/src/Illuminate/Database/Connection.php:{line})"}
    Error: Class "App\Services\{Pascal}" not found
    """#

  static let shell = #"""
    bash: {kebab}: command not found
    bash: line {line}: {kebab}: command not found
    ./scripts/{kebab}.sh: line {line}: {CONSTANT}: unbound variable
    cat: {folder}/{snake}.json: No such file or directory
    rm: cannot remove 'build/{snake}': Permission denied
    /bin/sh: 1: {kebab}: not found
    mkdir: cannot create directory ‘/opt/{kebab}’: Permission denied
    tar: {kebab}.tar.gz: Cannot open: No such file or directory
    cp: cannot stat '{folder}/{kebab}.yaml': No such file or directory
    sed: can't read {folder}/{snake}.conf: No such file or directory
    jq: error (at <stdin>:{line}): Cannot index string with string "{word}"
    ssh: connect to host {host} port 22: Connection timed out
    ./deploy-{word}.sh: line {line}: syntax error near unexpected token `fi'
    cp: error writing 'build/{snake}': No space left on device
    """#

  static let git = #"""
    fatal: not a git repository (or any of the parent directories): .git
    error: failed to push some refs to 'github.com:acme/{kebab}.git'
    CONFLICT (content): Merge conflict in src/{folder}/{snake}.py
    fatal: couldn't find remote ref {word}/{kebab}
    error: pathspec '{word}/{kebab}' did not match any file(s) known to git
    error: Your local changes to the following files would be overwritten by merge:
    fatal: Authentication failed for 'https://github.com/acme/{kebab}.git/'
    fatal: unable to access 'https://github.com/acme/{kebab}.git/': Could not resolve host: github.com
    error: patch failed: src/{folder}/{snake}.py:{line}
    fatal: refusing to merge unrelated histories
    fatal: Unable to create '/home/dev/app/.git/index.lock': File exists.
    fatal: ambiguous argument '{kebab}': unknown revision or path not in the working tree.
    """#
}
