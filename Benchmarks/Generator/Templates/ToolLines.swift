/// What tools print while all goes well.
enum ToolLines {
  static let node = #"""
    > {kebab}@{version} {word}
    added {count} packages, and audited {count} packages in {seconds}s
    {count} packages are looking for funding
    found 0 vulnerabilities
    npm warn deprecated {package}@{version}: {sentence}
    npm http fetch GET 200 https://registry.npmjs.org/{package} {milliseconds}ms (cache revalidated)
     PASS  src/{folder}/{kebab}.test.ts ({count} tests) {milliseconds}ms
     ✓ src/{folder}/{kebab}.spec.ts ({small} tests) {milliseconds}ms
      ✓ {phrase} ({milliseconds} ms)
      √ {phrase}
    {esc}[32m✓{esc}[39m {phrase} {esc}[2m({milliseconds} ms){esc}[22m
    vite v{version} building for production...
    ✓ {count} modules transformed.
    dist/assets/{kebab}-{hex}.js   {size} │ gzip: {size}
    asset {kebab}.{hex}.js {size} [emitted] [immutable] [minimized] (name: {word})
      ./src/{folder}/{kebab}.tsx {size} [built] [code generated]
    webpack {version} compiled successfully in {milliseconds} ms
    [{clock}] Starting '{word}:{word}'...
    [{clock}] Finished '{word}:{word}' after {milliseconds} ms
    Prisma schema loaded from prisma/schema.prisma
    ○  (Static)   prerendered as static content   /{word}/{word}   {size}   {size}
    //# sourceMappingURL=data:application/json;base64,{noise}
    """#

  static let python = #"""
    tests/{word}/test_{snake}.py::test_{snake} PASSED                    [{percent}%]
    tests/{word}/test_{snake}.py ....................                     [{percent}%]
    collected {count} items
    Requirement already satisfied: {package}>={version} in ./.venv/lib/python3.12/site-packages ({version})
    Collecting {package}=={version}
      Downloading {package}-{version}-py3-none-any.whl ({size})
         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ {size} {small}.{small} MB/s eta 0:00:00
    Successfully installed {package}-{version} {package}-{version} {package}-{version}
    src/{folder}/{snake}.py:{line}: DeprecationWarning: {phrase}
    Success: no issues found in {count} source files
    All checks passed!
    {count} files reformatted, {count} files left unchanged.
    INFO  [alembic.runtime.migration] Running upgrade {short} -> {short}, add {snake} to {word}
    {percent}%|███████▍  | {count}/{count} [{clock}<{clock}, {small}.{small}it/s, loss=0.{count}]
    """#

  static let rust = #"""
       Compiling {kebab} v{version}
       Compiling {kebab} v{version} (/home/dev/app/crates/{word})
        Checking {kebab} v{version}
      Downloaded {kebab} v{version}
        Finished `dev` profile [unoptimized + debuginfo] target(s) in {seconds}s
         Running unittests src/lib.rs (target/debug/deps/{snake}-{hex}{hex})
    test {word}::tests::{snake} ... ok
    test {word}::{word}::tests::{snake}_{word} ... ok
    running {count} tests
    warning: unused import: `crate::{word}::{Pascal}`
      --> src/{folder}/{snake}.rs:{line}:{column}
       |
    {line} |     let {snake} = {word}.{snake}();
    warning: `{kebab}` (lib) generated {small} warnings
    """#

  static let go = #"""
    ok  {tab}github.com/acme/app/internal/{word}{tab}{seconds}s
    ok  {tab}github.com/acme/app/pkg/{folder}{tab}(cached)
    ?   {tab}github.com/acme/app/cmd/{word}{tab}[no test files]
    === RUN   Test{Pascal}
    === RUN   Test{Pascal}/{snake}
    --- PASS: Test{Pascal} ({seconds}s)
        --- PASS: Test{Pascal}/{snake} (0.00s)
    go: downloading github.com/acme/{kebab} v{version}
    {date} {clock} {phrase}
    {date} {clock} {snake}.go:{line}: {sentence}
    """#

  static let java = #"""
    > Task :{word}:compileJava UP-TO-DATE
    > Task :{word}:processResources NO-SOURCE
    > Task :{word}:test
    BUILD SUCCESSFUL in {milliseconds}ms
    {count} actionable tasks: {small} executed, {count} up-to-date
    [INFO] Building {kebab} {version}                                     [{small}/9]
    [INFO] --- maven-surefire-plugin:{version}:test (default-test) @ {kebab} ---
    [INFO] Tests run: {count}, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: {seconds} s -- in com.acme.{word}.{Pascal}Test
    [INFO] Downloaded from central: https://repo.maven.apache.org/maven2/com/acme/{word}/{kebab}/{version}/{kebab}-{version}.pom ({size} at {size}/s)
    [INFO] ------------------------------------------------------------------------
    {Pascal}Test > {camel}() PASSED
    Note: Some input files use unchecked or unsafe operations.
    """#

  static let native = #"""
    [{percent}%] Building CXX object src/CMakeFiles/{word}.dir/{snake}.cpp.o
    [{percent}%] Built target {kebab}
    -- Found {Word}: /usr/lib/x86_64-linux-gnu/lib{word}.so (found version "{version}")
    c++ -std=c++20 -O2 -g {flags} -MMD -MT src/{snake}.o -c -o src/{snake}.o /home/dev/app/src/{folder}/{snake}.cpp
    gcc -Wall -Wextra {flags} -c {snake}.c -o {snake}.o
    ar rcs lib{word}.a {snake}.o {snake}.o {snake}.o
    checking for {word}.h... yes
    checking whether {word} works... yes
    [{small}/{count}] Compiling {Pascal} {Pascal}.swift
    [{count}/{count}] Emitting module {Pascal}
    Build complete! ({seconds}s)
    Test Case '{Pascal}Tests.test{Pascal}' passed ({seconds} seconds)
    ✔ Test "{phrase}" passed after {seconds} seconds.
    """#

  static let containers = #"""
    #{small} [{word} {small}/9] RUN npm ci --omit=dev
    #{small} sha256:{sha}{hex}{hex}{hex} {size} / {size} {seconds}s
    #{small} DONE {seconds}s
    #{small} CACHED
    {hex}{short}: Pull complete
    {hex}{short}: Layer already exists
    Digest: sha256:{sha}{hex}{hex}{hex}
     Container {kebab}-{small}  Started
    deployment.apps/{kebab} configured
    pod/{kebab}-{hex}-x{small}k2p condition met
    {kebab}-{hex}-x{small}k2p   1/1   Running   0   {small}d   {ip}   node-{small}
    module.{snake}.aws_instance.{word}[{small}]: Refreshing state... [id=i-{hex}{hex}]
    module.{snake}.aws_instance.{word}: Still creating... [{small}m{small}0s elapsed]
    """#

  static let git = #"""
    [{word}/{kebab} {short}] {phrase}
     {small} files changed, {count} insertions(+), {count} deletions(-)
     create mode 100644 src/{folder}/{kebab}.ts
     src/{folder}/{snake}.py                | {count} +++++++++-----
    remote: Resolving deltas: {percent}% ({count}/{count}), done.
    Receiving objects: {percent}% ({count}/{count}), {size} | {size}/s
    To github.com:acme/{kebab}.git
       {short}..{short}  {word}/{kebab} -> {word}/{kebab}
    Switched to a new branch '{word}/{kebab}'
    commit {sha}
    Author: {person} <{word}@users.noreply.example.com>
        {sentence}
    {short} {phrase}
    {short} (HEAD -> main, origin/main) Merge pull request #{count} from acme/{kebab}
    """#

  static let files = #"""
    src/{folder}/{kebab}.ts
    src/{folder}/{snake}.py
    ./internal/{folder}/{word}_test.go
    -rw-r--r--  1 dev dev {number} Jan  5 10:11 {snake}.py
    drwxr-xr-x  2 dev dev    4096 Jan  5 10:11 {word}
    src/{folder}/{kebab}.ts:{line}:  const {camel} = await {camel}({camel}, {{ {word}: {small} });
    src/{folder}/{snake}.py:{line}:    return self.{snake}[{word}]
    {count} src/{folder}/{snake}.go
    {size}{tab}node_modules/{package}
    |-- {kebab}.md
    │   ├── {snake}.rs
    {word} = "{version}"
      "{camel}": "{kebab}",
    """#

  /// Prose that agents print for people.
  static let prose = #"""
    > {sentence}
    - [x] {phrase}
    - [ ] {phrase}
    ## {Word} {word}
    I'll look at how `{camel}` uses the {word} {word} before I change `{snake}`.
    The {word} now goes through `{dotted}`, so that {sentence}.
    {sentence}.
    * {foreign}
    | {word} | {phrase} | {count} | {size} |
    """#
}
