/// Errors of languages that are compiled, one on each line.
enum CompiledErrors {
  static let go = #"""
    panic: runtime error: index out of range [{small}] with length {small}
    ./internal/{folder}/{snake}.go:{line}:{column}: undefined: {camel}
    internal/{folder}/{snake}.go:{line}:{column}: cannot use {camel} (variable of type string) as int value in argument to {word}.{Pascal}
    cmd/{word}/main.go:{line}:{column}: missing return
    cmd/{word}/main.go:{line}:{column}: "{word}" imported and not used
    fatal error: all goroutines are asleep - deadlock!
    {date} {clock} http: panic serving {ip}:{port}: runtime error: invalid memory address or nil pointer dereference
    time="{time}" level=error msg="{phrase}: context deadline exceeded" component={word}
    time="{time}" level=fatal msg="{phrase}: dial tcp {ip}:{port}: connect: connection refused"
    go: github.com/acme/{kebab}@v{version}: invalid version: unknown revision v{version}
    """#

  static let rust = #"""
    error[E0382]: borrow of moved value: `{snake}`
    error[E0308]: mismatched types
    error[E0433]: failed to resolve: use of undeclared crate or module `{snake}`
    error[E0599]: no method named `{snake}` found for struct `{Pascal}` in the current scope
    thread 'main' panicked at 'index out of bounds: the len is {small} but the index is {small}', src/{folder}/{snake}.rs:{line}:{column}
    thread '{word}::tests::{snake}' panicked at 'called `Option::unwrap()` on a `None` value', src/{folder}/{snake}.rs:{line}:{column}
    error[E0277]: the trait bound `{Pascal}: {Pascal}` is not satisfied
    error: linking with `cc` failed: exit status: 1
    Error: Os {{ code: 2, kind: NotFound, message: "No such file or directory" }
    error: no matching package named `{kebab}` found
    """#

  static let java = #"""
    java.lang.NullPointerException: Cannot invoke "com.acme.{word}.{Pascal}.{camel}()" because "<local{small}>" is null
    Exception in thread "main" java.lang.IllegalStateException: {Word} is closed
    Caused by: java.net.ConnectException: Connection refused
    [ERROR] /home/dev/app/src/main/java/com/acme/{word}/{Pascal}.java:[{line},{column}] cannot find symbol
    src/main/java/com/acme/{word}/{Pascal}.java:{line}: error: incompatible types: String cannot be converted to int
    e: file:///home/dev/app/src/main/kotlin/{Pascal}.kt:{line}:{column} Unresolved reference '{camel}'.
    [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:{version}:compile (default-compile) on project {kebab}: Compilation failure
    java.lang.OutOfMemoryError: Java heap space
    {stamp} ERROR [main] c.a.{word}.{Pascal} - {phrase}
    {stamp} ERROR [http-nio-8080-exec-{small}] o.a.c.c.C.[.[.[/].[dispatcherServlet] - Servlet.service() for servlet [dispatcherServlet] threw exception
    org.opentest4j.AssertionFailedError: expected: <{count}> but was: <{count}>
    """#

  static let native = #"""
    src/{folder}/{snake}.cpp:{line}:{column}: error: '{snake}' was not declared in this scope
    src/{folder}/{snake}.c:{line}:{column}: error: expected ';' before '}' token
    src/{folder}/{snake}.c:{line}:10: fatal error: {snake}.h: No such file or directory
    main.c:(.text+0x{short}): undefined reference to `{snake}'
    /usr/bin/ld: cannot find -l{word}: No such file or directory
    ld.lld: error: undefined symbol: {snake}
    make: *** No rule to make target '{kebab}'.  Stop.
    Segmentation fault (core dumped)
    {word}: src/{folder}/{snake}.c:{line}: {snake}: Assertion `{word} != NULL' failed.
    terminate called after throwing an instance of 'std::out_of_range'
    ninja: error: loading 'build.ninja': No such file or directory
    """#

  static let swift = #"""
    /home/dev/app/Sources/App/{Pascal}.swift:{line}:{column}: error: cannot find '{camel}' in scope
    /home/dev/app/Sources/App/{Pascal}.swift:{line}:8: error: no such module '{Pascal}'
    App/{Pascal}.swift:{line}: Fatal error: Unexpectedly found nil while unwrapping an Optional value
    Swift/ContiguousArrayBuffer.swift:{line}: Fatal error: Index out of range
    /home/dev/app/Tests/AppTests/{Pascal}Tests.swift:{line}: error: {Pascal}Tests.test{Pascal} : XCTAssertEqual failed: ("{count}") is not equal to ("{count}")
    ✘ Test "{phrase}" recorded an issue at {Pascal}Tests.swift:{line}:{column}: Expectation failed: ({camel} → {count}) == {count}
    error: 'app': product '{Pascal}' required by package 'app' target 'App' not found.
    """#

  static let dotNet = #"""
    /home/dev/app/src/{Pascal}.cs({line},{column}): error CS0103: The name '{camel}' does not exist in the current context [/home/dev/app/App.csproj]
    Unhandled exception. System.InvalidOperationException: {Word} is not ready
    /home/dev/app/App.csproj : error NU1101: Unable to find package {Pascal}. No packages exist with this id in source(s): nuget.org
    System.Data.SqlClient.SqlException (0x80131904): Login failed for user '{word}'.
    System.ArgumentNullException: Value cannot be null. (Parameter '{camel}')
    CSC : error CS5001: Program does not contain a static 'Main' method suitable for an entry point
    """#
}
