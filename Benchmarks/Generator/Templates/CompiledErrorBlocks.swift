/// Errors of several lines; `!` marks those that tell of an error by themselves.
enum CompiledErrorBlocks {
  static let go = #"""
    !panic: runtime error: invalid memory address or nil pointer dereference
    ![signal SIGSEGV: segmentation violation code=0x1 addr=0x10 pc=0x{short}]

    !goroutine {small} [running]:
    github.com/acme/app/internal/{word.1}.(*{Pascal.2}).{Pascal}(0x0, {{0xc000{short}, 0x{small}})
    {tab}/home/dev/app/internal/{word.1}/{snake}.go:{line} +0x{short}
    github.com/acme/app/internal/{word.1}.(*{Pascal.2}).Run(...)
    {tab}/home/dev/app/internal/{word.1}/{snake}.go:{line}
    main.main()
    {tab}/home/dev/app/cmd/{word}/main.go:{line} +0x{short}
    exit status 2
    ----
    === RUN   Test{Pascal.1}
        {snake}_test.go:{line}: {Pascal}() = {count}, want {count}
    !--- FAIL: Test{Pascal.1} ({seconds}s)
    !FAIL
    !FAIL{tab}github.com/acme/app/internal/{folder}{tab}{seconds}s
    ----
    # github.com/acme/app/internal/{folder.1}
    !internal/{folder.1}/{snake.2}.go:{line}:{column}: undefined: {camel}
    !internal/{folder.1}/{snake.2}.go:{line}:{column}: declared and not used: {camel}
    """#

  static let rust = #"""
    !error[E0382]: borrow of moved value: `{snake.1}`
      --> src/{folder}/{snake}.rs:{line}:{column}
       |
    18 |     let {snake.1} = {Pascal}::new();
       |         ------- move occurs because `{snake.1}` has type `{Pascal}`, which does not implement the `Copy` trait
    19 |     {snake}({snake.1});
       |             ------- value moved here
    20 |     {snake.1}.{snake}();
       |     ^^^^^^^ value borrowed here after move

    For more information about this error, try `rustc --explain E0382`.
    !error: could not compile `{kebab}` (lib) due to 1 previous error
    ----
    !error[E0308]: mismatched types
      --> src/{folder}/{snake}.rs:{line}:{column}
       |
    {line} |     {snake}: {word},
       |         ^^^^ expected `String`, found `&str`
    ----
    !test {word.1}::tests::{snake.2} ... FAILED

    failures:

    ---- {word.1}::tests::{snake.2} stdout ----
    !thread '{word.1}::tests::{snake.2}' panicked at src/{folder}/{snake}.rs:{line}:{column}:
    !assertion `left == right` failed
      left: {count}
     right: {count}
    ----
    !thread 'main' panicked at src/{folder}/{snake.1}.rs:{line.2}:{column.3}:
    !called `Result::unwrap()` on an `Err` value: {Pascal} {{ code: {small}, message: "{phrase}" }
    stack backtrace:
       0: rust_begin_unwind
                 at /rustc/{short}/library/std/src/panicking.rs:645:5
       1: core::panicking::panic_fmt
                 at /rustc/{short}/library/core/src/panicking.rs:72:14
       2: app::{word}::{snake}
                 at ./src/{folder}/{snake.1}.rs:{line.2}:{column.3}
    note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.
    """#

  static let java = #"""
    !{stamp} ERROR [http-nio-8080-exec-{small}] c.a.{word}.{Pascal} - {phrase}
    !java.lang.IllegalStateException: {Word} {word} is closed
    {tab}at com.acme.{word}.{Pascal.1}.{camel}({Pascal.1}.java:{line})
    {tab}at com.acme.{word}.{Pascal.2}.{camel}({Pascal.2}.java:{line})
    {tab}at com.acme.{word}.{Pascal.2}$$Lambda/0x{hex}.run(Unknown Source)
    {tab}at java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)
    {tab}at java.base/java.lang.Thread.run(Thread.java:1583)
    !Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 3000{small}ms.
    {tab}at com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:{line})
    {tab}... {small} more
    ----
    !Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.length()" because "{camel}" is null
    {tab}at com.acme.{word}.{Pascal.1}.{camel}({Pascal.1}.java:{line})
    {tab}at com.acme.{word}.Main.main(Main.java:{line})
    ----
    !{Pascal.1}Test > {camel.2}() FAILED
    !    org.opentest4j.AssertionFailedError: expected: <{count}> but was: <{count}>
            at com.acme.{word}.{Pascal.1}Test.{camel.2}({Pascal.1}Test.java:{line})
    ----
    !FAILURE: Build failed with an exception.

    * What went wrong:
    !Execution failed for task ':{word}:test'.
    > There were failing tests. See the report at: file:///home/dev/app/{word}/build/reports/tests/test/index.html

    * Try:
    > Run with --stacktrace option to get the stack trace.

    !BUILD FAILED in {seconds}s
    """#

  static let native = #"""
    src/{folder.1}/{snake.2}.cpp: In function 'int {snake}(const {Pascal}&)':
    !src/{folder.1}/{snake.2}.cpp:{line}:{column}: error: no matching function for call to '{snake.3}(int)'
     {line} |   return {snake.3}({small});
         |          ~~~~~~~~~~^~~
    src/{folder.1}/{snake}.h:{line}:5: note: candidate: 'int {snake.3}(const std::string&)'
    !make: *** [Makefile:{line}: {snake.2}.o] Error 1
    ----
    =================================================================
    !=={pid}==ERROR: AddressSanitizer: heap-use-after-free on address 0x6020{hex} at pc 0x55{hex} bp {address} sp {address}
    READ of size {small} at 0x6020{hex} thread T0
        #0 0x55{hex} in {snake} /home/dev/app/src/{folder}/{snake.1}.c:{line}:{column}
        #1 0x55{hex} in main /home/dev/app/src/main.c:{line}:{column}
        #2 {address} in __libc_start_main (/lib/x86_64-linux-gnu/libc.so.6+0x{short})

    !SUMMARY: AddressSanitizer: heap-use-after-free /home/dev/app/src/{snake.1}.c:{line} in {snake}
    ----
    !CMake Error at CMakeLists.txt:{line} (find_package):
      By not providing "Find{Pascal.1}.cmake" in CMAKE_MODULE_PATH this project has
      asked CMake to find a package configuration file provided by "{Pascal.1}", but
      CMake did not find one.
    """#

  static let swift = #"""
    !/home/dev/app/Sources/App/{Pascal}.swift:{line}:{column}: error: value of type '{Pascal.1}' has no member '{camel.2}'
    {line} |   func {camel}() {{
    {line} |     {camel}.{camel.2}()
       |               `- error: value of type '{Pascal.1}' has no member '{camel.2}'
    {line} |   }
    ----
    !App/{Pascal}.swift:{line}: Fatal error: Index out of range

    *** Signal 4: Backtracing from {address}... done ***

    !*** Program crashed: Illegal instruction at {address} ***

    Thread 0 "app" crashed:

    0 [ra] 0x{hex} {Pascal}.{camel}(_:) + {count} in app at /home/dev/app/Sources/App/{Pascal}.swift:{line}:{column}
    1 [ra] 0x{hex} app_main + {count} in app at /home/dev/app/Sources/App/main.swift:{line}:{column}
    """#

  static let dotNet = #"""
    !  Failed {Pascal.1}Tests.{Pascal.2} [{milliseconds} ms]
      Error Message:
    !   Assert.Equal() Failure: Values differ
    Expected: {count}
    Actual:   {count}
      Stack Trace:
         at Acme.Tests.{Pascal.1}Tests.{Pascal.2}() in /home/dev/app/tests/{Pascal.1}Tests.cs:line {line}
    ----
    !Unhandled exception. System.Collections.Generic.KeyNotFoundException: The given key '{camel}' was not present in the dictionary.
       at System.Collections.Generic.Dictionary`2.get_Item(TKey key)
       at Acme.{Pascal.1}.{Pascal}(String {word}) in /home/dev/app/src/{Pascal.1}.cs:line {line}
       at Acme.Program.Main(String[] args) in /home/dev/app/src/Program.cs:line {line}
    ----
    !fail: Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware[1]
          An unhandled exception has occurred while executing the request.
    !      System.InvalidOperationException: {phrase}
             at Acme.{Pascal.1}.{Pascal}() in /home/dev/app/src/{Pascal.1}.cs:line {line}
    """#
}
