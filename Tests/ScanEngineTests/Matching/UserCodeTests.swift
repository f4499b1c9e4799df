import Testing

@testable import ScanEngine

struct UserCodeTests {
  @Test(arguments: [
    ("/srv/shop/load.py", "rate"), ("shop/load.py", "<module>"), ("src/cart.js", "total"),
    ("file.go", "main.main"), ("/srv/inv/store/store.go", "example.com/inv/store.(*Store).Take"),
    ("src/main.rs", "ledger::main"), ("Store.java", "com.acme.Store.take"), ("/src/list.c", "push"),
    ("/home/ana/go/app/main.go", "main.run"), ("<stdin>", "<module>"), ("<string>", "<module>"),
    ("/app/runtime/loop.py", "step"), ("C:\\srv\\shop\\load.py", "rate"),
    ("/srv/testing/check.py", "main"), ("Sources/App/main.swift", "pick(_:)"),
    ("/srv/shop/internal/cart.go", "shop/internal.Total"), ("lib/cart.rb", "total"),
    ("/srv/native/map.js", "load"), ("<ipython-input-3-1f2e>", "<module>"),
  ])
  func knowsTheUsersOwn(_ file: String, _ function: String) {
    #expect(UserCode.contains(file: file, function: function))
  }

  @Test(arguments: [
    ("/usr/lib/python3.12/json/decoder.py", "decode"), ("<frozen importlib._bootstrap>", "_load"),
    ("/srv/.venv/lib/python3.11/site-packages/flask/app.py", "run"),
    ("<attrs generated init>", "f"),
    ("/root/.pyenv/versions/3.11.4/lib/python3.11/json/__init__.py", "loads"),
    ("C:\\Python311\\Lib\\json\\decoder.py", "decode"), ("<string>", "__init__"),
    ("/srv/node_modules/express/router.js", "next"), ("node:internal/main", "run"),
    ("internal/modules/cjs/loader.js", "load"), ("webpack-internal:///./node_modules/a.js", "b"),
    ("/usr/local/go/src/testing/testing.go", "testing.tRunner"), ("/usr/lib/go-1.22/src/a.go", "x"),
    ("/root/go/pkg/mod/github.com/a/b@v1.2.3/c.go", "b.C"), ("/srv/vendor/a/b.go", "b.C"),
    ("/rustc/59807616/library/core/src/panicking.rs", "core::panicking::panic_fmt"),
    ("/root/.cargo/registry/src/index-1/tokio-1.38.0/src/task.rs", "tokio::run"),
    ("Objects.java", "java.util.Objects.requireNonNull"),
    ("AssertionUtils.java", "org.junit.X.fail"),
    ("../sysdeps/nptl/libc_start_call_main.h", "__libc_start_call_main"),
    ("/usr/include/c++/13/bits/stl_vector.h", "std::vector<int>::at"),
    ("/usr/lib/ruby/gems/3.2.0/gems/rack/lib/rack.rb", "call"), ("<internal:kernel>", "loop"),
    ("/srv/vendor/laravel/framework/src/App.php", "run"),
    ("Swift/ContiguousArrayBuffer.swift", "subscript"),
    ("/srv/.build/checkouts/swift-nio/Sources/NIO/a.swift", "run"),
  ])
  func knowsLibraries(_ file: String, _ function: String) {
    #expect(!UserCode.contains(file: file, function: function))
  }
}
