/// Errors of package managers, containers, databases and the network, one on each line.
enum ServiceErrors {
  static let packages = #"""
    npm ERR! code ERESOLVE
    npm ERR! Missing script: "{word}"
    npm error Missing script: "{word}"
    npm error code E401
     ERR_PNPM_NO_MATCHING_VERSION  No matching version found for {package}@{version}
    error Couldn't find package "{kebab}" on the "npm" registry.
    ERROR: Could not find a version that satisfies the requirement {package}=={version} (from versions: none)
    ERROR: No matching distribution found for {package}=={version}
    E: Unable to locate package lib{kebab}-dev
    error: failed to select a version for the requirement `{package} = "^{version}"`
    Because app depends on {package} (^{version}) which doesn't match any versions, version solving failed.
    Could not find gem '{package}' in rubygems repository https://rubygems.org/ or installed locally.
    Error: No available formula with the name "{kebab}".
    """#

  static let containers = #"""
    docker: Error response from daemon: No such container: {kebab}-{small}
    Error response from daemon: pull access denied for acme/{kebab}, repository does not exist or may require 'docker login'
    ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: {small}
    Error from server (NotFound): pods "{kebab}-{small}" not found
    Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
    The connection to the server {host}:6443 was refused - did you specify the right host or port?
    E0105 {clock}.123456 {pid} {snake}.go:{line}] "Unhandled Error" err="couldn't get current server API group list: Get \"https://{ip}:6443/api?timeout=32s\": dial tcp {ip}:6443: connect: connection refused"
    Error: INSTALLATION FAILED: cannot re-use a name that is still in use
    error: unable to recognize "{folder}/{kebab}.yaml": no matches for kind "{Pascal}" in version "acme.dev/v1"
    ##[error]Unable to resolve action `acme/{kebab}@v{small}`, repository not found
    {word}-{small}  | FATAL:  could not open file "{folder}/{snake}": Permission denied
    """#

  static let databases = #"""
    ERROR:  relation "{snake}" does not exist at character {count}
    {stamp} UTC [{pid}] ERROR:  duplicate key value violates unique constraint "{snake}_pkey"
    {stamp} UTC [{pid}] FATAL:  password authentication failed for user "{word}"
    ERROR 1045 (28000): Access denied for user '{word}'@'localhost' (using password: YES)
    psql: error: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused
    sqlite3.OperationalError: database is locked
    Error: in prepare, no such table: {snake}
    (error) WRONGTYPE Operation against a key holding the wrong kind of value
    MongoServerError: E11000 duplicate key error collection: app.{snake.1} index: {snake.1}_1 dup key: {{ {snake.1}: "{word}" }
    ERROR:  deadlock detected
    ORA-00942: table or view does not exist
    pg_restore: error: could not execute query: ERROR:  role "{word}" does not exist
    """#

  static let network = #"""
    curl: (7) Failed to connect to {host} port {port} after {milliseconds} ms: Connection refused
    curl: (22) The requested URL returned error: {status}
    curl: (6) Could not resolve host: {host}
    requests.exceptions.HTTPError: {status} Server Error for url: https://{host}/api/v1/{word}/{number}
    urllib.error.HTTPError: HTTP Error 502: Bad Gateway
    httpx.ConnectError: [Errno 111] Connection refused
    {date} {clock} [error] {pid}#{pid}: *{number} connect() failed (111: Connection refused) while connecting to upstream, client: {ip}, server: {host}, request: "GET /api/v1/{word} HTTP/1.1", upstream: "http://127.0.0.1:{port}/api/v1/{word}", host: "{host}"
    Error: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp {ip}:{port}: connect: connection refused"
    wget: unable to resolve host address ‘{host}’
    {ip} - - [{date}:{clock} +0000] "GET /api/v1/{word} HTTP/1.1" 503 {count} "-" "acme-client/{version}"
    """#

  /// What agents log at the level of errors.
  static let agents = #"""
    {time} ERROR [{agent}] {phrase}: command exited with code {small}
    {time} ERROR [{agent}] Task {kebab} failed: {phrase}
    {time} CRITICAL [{agent}] {phrase}: out of memory
    {stamp} - {dotted} - ERROR - could not load {snake}: {phrase}
    [ERROR] [{agent}] {phrase}: timed out after {seconds} s
    {{"level":"error","ts":"{time}","logger":"{dotted}","msg":"{phrase}: connection reset by peer","request_id":"{uuid}"}
    {syslog} {word}-{small} kernel: Out of memory: Killed process {pid} ({word}) total-vm:{number}kB, anon-rss:{number}kB
    """#
}
