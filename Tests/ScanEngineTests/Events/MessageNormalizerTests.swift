import ScanEngine
import Testing

struct MessageNormalizerTests {
  private func form(_ message: String) -> String {
    String(decoding: MessageNormalizer().normalize(Array(message.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    // Numbers, sizes, durations, shares, dimensions
    ("retry 3 of 5", "retry 12 of 50"),
    ("took 20.58 seconds to build", "took 950 ms to build"),
    ("free 402.0 KB)", "free 1.2 MiB)"), ("at 12%", "at 100%"), ("0/3 nodes", "12/40 nodes"),
    ("shapes (32x512 and 768x10)", "shapes (1x2048 and 1024x1000)"),
    ("lifetime <1 sec", "lifetime 00:17"), ("fans 3552 3534 3375", "fans 1 2"),
    ("score -500", "score 0"), ("Error: 5 tests failed", "Error: 12 tests failed"),
    // Times and dates
    ("at Fri Jun 17 07:07:00 2005", "at Sat Jul 2 11:59:59 2024"),
    ("since 2024-05-01T10:11:12.131Z", "since 2023-12-31 23:59:59,001"),
    ("on 1 May 2024", "on 31 December 2023"), ("at 10:11 AM", "at 9:00 PM"),
    // Hosts, addresses, ports
    ("connect to db1.example.com", "connect to 10.0.0.4"), ("on [::1]:80", "on 0.0.0.0:8080"),
    ("listen tcp :80", "listen tcp 127.0.0.1:443"), ("address in use :::3000", "address in use ::"),
    ("from 00:11:43:e3:ba:c3", "from 5c:50:15:4c:18:13"), ("via eth0", "via lo"),
    ("to host build-box: down", "to host localhost: down"),
    ("client /10.2.3.4:80", "client node-7/10.9.8.7:123"),
    ("to www.baidu.com.cn", "to mail.ruhr-uni-bochum.de"), ("by api.example.co.uk", "by x.y.hk"),
    ("server: app.acme.example, x", "server: 10.0.0.1, x"),
    ("Old: node-7:8030 New: x", "Old: web-12:31999 New: x"),
    ("on worker-07: lost", "on web-1: lost"), ("got 10.0.0.1 (10.0.0.1)", "got a.b.example ()"),
    // Ids and hashes
    ("request 5f2ab4f0-6a77-4d3c-b7f5-9d0c2f9e7f10", "request 7"),
    ("block blk_-160899 done", "block rdd_42_20 done"),
    ("object at 0x7f3b", "object at 0x105f0ab20"),
    ("task attempt_1445_0020_m_01_0 x", "task attempt_1_1_r_2_3 x"),
    ("container 4e07408562be died", "container 6b86b273ff34fce19d6b804eff5a3f57 died"),
    ("pod web-5d4f8c7b9-x2x4z_default", "pod web-7c9f6d5b8d-kk2lq_default"),
    ("modified in 4f5e6d7 (Fix rounding)", "modified in a0b1c2d (Bump deps)"),
    ("loader Restart @5b3a9f1e)", "loader Restart @1f4c2e)"), ("pid 12:main", "pid 7:main"),
    ("missing R18-M0-N4-C node", "missing R03-M1-L0-U16 node"),
    ("fan module R57-M1-L3-U17-B", "fan module R03-M0-L3-U15-A"),
    ("output of 'attempt_201706092018_0024_m_83_1'", "output of 'attempt_201706092019_1_r_2_3'"),
    ("pod web-5d4f8c7b9-x2x4z_default", "pod web-7f6b9d5c8-abcde_default"),
    ("torus z+ wire", "torus x- wire"), ("thread 'main' panicked", "thread 'worker-2' panicked"),
    // Files
    ("open '/home/ana/a.json'", "open 'C:\\Users\\ana\\b.json'"), ("in ./a.py:3", "in ~/x/b.py:40"),
    ("conflict in src/app.py", "conflict in package-lock.json"),
    ("src/a.ts(1,2): no", "lib/deep/b.ts(140,7): no"),
    ("in \"/Library/Application Support/x\" y", "in \"/tmp/x\" y"),
    // URLs, users, mail
    ("for url: https://a.example.com/v1/users/1?x=2", "for url: http://localhost:80/v1/users/9"),
    ("Invalid user test from 10.0.0.1", "Invalid user admin from db.example.com"),
    ("authentication failures for root [preauth]", "authentication failures for admin [preauth]"),
    ("to ana@example.com", "to bob.smith+7@example.org"),
    ("Get \"https://registry.acme.example/v2/\": x", "Get \"https://10.0.0.7:5000/v2/\": x"),
    ("Authentication failed for 'https://a.example/x/web.git/'", "Authentication failed for '/x'"),
    ("\"GET /users?page=2&size=5 HTTP/1.1\"", "\"GET /login HTTP/1.1\""),
    // Keys and values, data
    ("uid=0 tty=ssh ruser= rhost=10.0.0.1", "uid=12 tty=pts/3 ruser=ana rhost=a.example.com"),
    ("ws=null, pid=1", "ws=WorkSource{10113}, pid=22"), ("total = 12", "total=7"),
    ("Key (email)=(ana@example.com) exists", "Key (email)=(x y z) exists"),
    ("with base 10: literal '12a'", "with base 10: literal ''"),
    ("{ sku: \"A-1001\" }", "{ sku: \"ZX81\" }"),
    ("invalid literal: 'abc'", "invalid literal: 'x y'"),
    ("sent 4146 bytes (4.05 KB), x", "sent 12 bytes, x"),
    ("row contains (17, Ana, null)", "row contains (2, Bo, 2024-05-01)"),
    // Spellings of tools
    ("npm ERR! missing script", "npm error missing script"), ("make[2]: stop", "make: stop"),
    ("bash: line 12: cd: x", "bash: cd: x"),
    ("sshd[812]: closed", "sshd: closed"), ("quoted `foo' here", "quoted 'foo' here"),
    ("too   many \t blanks ", "too many blanks"), ("type ‘int’ and “a”", "type 'int' and 'a'"),
    ("\"GET /a HTTP/1.1\" 200 1203", "\"GET /b HTTP/1.1\" 200 12"),
    ("connect from unknown[10.0.0.1]", "connect from mail.example.org[10.9.8.7]"),
    ("name=ana, home=~, x", "name=bob, home=/srv/b, x"),
    ("port 443: No route", "port 22: No route"),
    ("on '10.0.0.4:3306'", "on 'db.acme.example:3306'"), ("Dockerfile:3 x", "web/Dockerfile:12 x"),
  ])
  func joins(_ first: String, _ second: String) {
    #expect(form(first) == form(second))
  }

  @Test(arguments: [
    // Codes
    ("[Errno 2] x", "[Errno 13] x"), ("exit code 1", "exit code 137"), ("Error 1", "Error 127"),
    ("error[E0382]: x", "error[E0499]: x"), ("TS2304: x", "TS2307: x"),
    ("ORA-00942: x", "ORA-00001: x"), ("404 Not Found", "500 Internal Server Error"),
    ("returned error: 403", "returned error: 404"), ("curl: (6) x", "curl: (7) x"),
    ("signal 11", "signal 6"), ("(111: Connection refused)", "(13: Permission denied)"),
    ("Class \"App\\Models\\User\" not found", "Class \"App\\Models\\Post\" not found"),
    ("Depends: libbar1 (>= 2)", "Depends: libbaz1 (>= 2)"), ("WEXITSTATUS 0", "WEXITSTATUS 1"),
    ("status=1/FAILURE", "status=203/EXEC"), ("HRESULT = 0x80004005", "HRESULT = 0x80070001"),
    ("ERROR 1045 (28000): x", "ERROR 1049 (42000): x"), ("HTTP/1.1 502", "HTTP/2 503"),
    // What is missing, duplicate or failing
    ("No module named 'psycopg2'", "No module named 'psycopg3'"),
    ("has no attribute 'split'", "has no attribute 'group'"),
    ("cannot find -lssl", "cannot find -lz"),
    ("key 'PRIMARY'", "key 'users.email'"), ("KeyError: 'name'", "KeyError: 'id'"),
    ("a.sh: line 3: jq: command not found", "a.sh: line 3: yq: command not found"),
    ("fatal error: openssl/ssl.h: No such file", "fatal error: zlib.h: No such file"),
    ("libraries: libssl.so.3: cannot open", "libraries: libz.so.1: cannot open"),
    ("GET https://registry.npmjs.org/foo", "GET https://registry.npmjs.org/bar"),
    ("repository 'https://x.example/a/web.git/'", "repository 'https://x.example/a/api.git/'"),
    ("tests/test_a.py::test_in", "tests/test_a.py::test_out"),
    ("[Makefile:12: test]", "[Makefile:12: lint]"),
    ("image \"acme/web:1\"", "image \"acme/api:1\""),
    ("container web-1 died", "container db-1 died"), ("moved value: `data`", "moved value: `cfg`"),
    ("has no member app.user.id", "has no member app.user.at"),
    ("repository 'https://a.example/x/web.git/' not found", "repository '/x' not found"),
    ("table users_2024", "table orders_2024"), ("'log_2024'", "'tmp_2024'"),
    ("{\"selector\":\"#login\"}", "{\"selector\":\"#submit\"}"),
    ("call f(x)", "call f (y)"), ("module 'a-1-b'", "module 'a-2-b'"),
    // Operations, formats, types
    ("no such file, open 'x'", "no such file, scandir 'x'"), ("type int32", "type int64"),
    ("base 10: ''", "base 16: ''"), ("format '%Y-%m-%d'", "format '%d.%m.%Y'"),
    ("java.lang.String", "java.lang.Integer"), ("screen SCREEN_ON", "screen SCREEN_OFF"),
  ])
  func keepsApart(_ first: String, _ second: String) {
    #expect(form(first) != form(second))
  }

  @Test(arguments: [
    ("open '/a/b' failed after 12 ms", "open '<*>' failed after <*>"),
    ("  job   7, 8, 9 done ", "job <*> done"), ("", ""), ("don't panic", "don't panic"),
  ])
  func writes(_ message: String, _ expected: String) {
    #expect(form(message) == expected)
  }

  @Test func survivesAnyBytes() {
    var random = SeededGenerator(seed: 42)
    let normalizer = MessageNormalizer()
    let alphabet = Array(" ab9F0x/\\:.,;='\"`<>()[]{}*@#-_+~%|\u{e9}\n".utf8) + [0, 0xFF, 0x80]
    for round in 0..<4000 {
      let count = Int(random.next() % 64)
      let bytes = (0..<count).map { _ in
        let value = random.next()
        return round % 2 == 0
          ? UInt8(truncatingIfNeeded: value) : alphabet[Int(value % UInt64(alphabet.count))]
      }
      let first = normalizer.normalize(bytes)
      #expect(first == normalizer.normalize(bytes))
      #expect(first.count <= 3 * bytes.count)
    }
  }

  @Test func takesTimeInProportionToLength() {
    let normalizer = MessageNormalizer()
    for text in ["'", "(", "a=(", "<", "a.", "/a:", "`x ", "=", "a-1_"] {
      let bytes = Array(String(repeating: text, count: 50_000).utf8)
      let time = processorTime { _ = normalizer.normalize(bytes) }
      #expect(time < .seconds(20), "\(text)")
    }
  }
}
