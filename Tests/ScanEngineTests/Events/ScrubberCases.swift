/// What is scrubbed and what isn't; all secrets are made up.
enum ScrubberCases {
  private static let alphabet = "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3aB4cD5eF6gH7iJ8kL9"
  private static func letters(_ count: Int) -> String { String(alphabet.prefix(count)) }
  private static let hex32 = "0123456789abcdef0123456789abcdef"

  static let tokens: [(String, String)] = [
    ("AKIAIOSFODNN7EXAMPLE", "<aws-key>"),
    ("ASIAQWERTYUIOP234567", "<aws-key>"),
    ("ghp_" + letters(36), "<github-token>"),
    ("gho_" + letters(36), "<github-token>"),
    ("ghu_" + letters(36), "<github-token>"),
    ("ghs_" + letters(36), "<github-token>"),
    ("ghr_" + letters(36), "<github-token>"),
    ("github_pat_" + letters(22) + "_" + letters(50), "<github-token>"),
    ("glpat-" + letters(20), "<secret>"),
    ("xoxb-123456789012-123456789012-" + letters(24), "<secret>"),
    ("xoxp-123456789012-" + letters(24), "<secret>"),
    (
      "https://hooks.slack.com/services/T00000000/B00000000/" + letters(24),
      "https://hooks.slack.com/services/<secret>"
    ),
    (
      "https://discord.com/api/webhooks/123456789012345678/" + letters(50),
      "https://discord.com/api/webhooks/<secret>"
    ),
    ("npm_" + letters(36), "<secret>"),
    ("pypi-AgEIcHlwaS5vcmc" + letters(50), "<secret>"),
    ("sk_" + "live_" + letters(24), "<secret>"),
    ("rk_" + "live_" + letters(24), "<secret>"),
    ("pk_" + "live_" + letters(24), "<secret>"),
    ("sk-" + letters(48), "<secret>"),
    ("sk-proj-" + letters(30) + "-_" + letters(20), "<secret>"),
    ("sk-ant-api03-" + letters(50) + "-" + letters(20) + "AA", "<secret>"),
    ("AIza" + "Sy" + letters(33), "<secret>"),
    ("ya29." + letters(40), "<secret>"),
    ("SG." + letters(22) + "." + letters(43), "<secret>"),
    ("SK" + hex32, "<secret>"),
    ("hf_" + letters(34), "<secret>"),
    ("dop_v1_" + hex32 + hex32, "<secret>"),
    ("dapi" + hex32, "<secret>"),
    ("123456789:AA" + letters(33), "<secret>"),
    ("hvs." + letters(24), "<secret>"),
    ("AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPZRY9X8GF2TVDW0S", "<private-key>"),
    (
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
      "<jwt>"
    ),
    ("Bearer " + letters(30), "Bearer <secret>"),
    ("Bearer abc123.def456-ghi", "Bearer <secret>"),
    ("Basic dXNlcjpwYXNzd29yZA==", "Basic <secret>"),
  ]

  static let places: [(String, String)] = [
    ("postgres://app:s3cr3t@db.internal:5432/app", "postgres://<redacted>@db.internal:5432/app"),
    ("redis://:hunter2@cache:6379/0", "redis://<redacted>@cache:6379/0"),
    ("https://bob:p%40ss@example.org/x?y=1", "https://<redacted>@example.org/x?y=1"),
    ("amqp://u:p@ss@mq/vhost", "amqp://<redacted>@mq/vhost"),
    (
      "mongodb+srv://me:pa/ss@cluster0.example.net/db",
      "mongodb+srv://<redacted>@cluster0.example.net/db"
    ),
    ("root:hunter2@tcp(127.0.0.1:3306)/shop", "<redacted>@tcp(127.0.0.1:3306)/shop"),
    (
      "https://0123456789abcdef0123@git.example.org/r.git",
      "https://<redacted>@git.example.org/r.git"
    ),
    ("bob@example.com", "<email>"),
    ("first.last+tag@mail.example.co.uk", "<email>"),
    ("jürgen@example.org", "<email>"),
    ("bob%40example.com", "<email>"),
    ("user@163.com", "<email>"),
    ("/home/alice/project/a.py", "~/project/a.py"),
    ("/home/alice", "~"),
    ("/Users/bob.smith/Library", "~/Library"),
    ("/root/.cache/pip", "~/.cache/pip"),
    ("/srv/people/alice/src", "~/src"),
    ("/c/Users/bob/src", "~/src"),
    ("/mnt/c/Users/bob/src", "~/src"),
    (#"C:\Users\bob\src\a.cs"#, #"~\src\a.cs"#),
    (#"C:\\Users\\bob\\src"#, #"~\\src"#),
    (#"C:\Users\Bob Smith\src"#, #"~\src"#),
    ("C:/Users/bob/src", "~/src"),
    ("file:///home/alice/x", "file://~/x"),
    ("-I/home/alice/include", "-I~/include"),
  ]

  static let assignments: [(String, String)] = [
    ("password=hunter2", "password=<password>"),
    ("PASSWORD=hunter2 ./run", "PASSWORD=<password> ./run"),
    ("password: hunter2", "password: <password>"),
    ("  password: swordfish", "  password: <password>"),
    (#"{"password": "x"}"#, #"{"password": "<password>"}"#),
    (#"{"user":"bob","password":"a b c","n":1}"#, #"{"user":"bob","password":"<password>","n":1}"#),
    (#"{\"password\": \"p\\\"w\", \"n\": 1}"#, #"{\"password\": \"<password>\", \"n\": 1}"#),
    (#"{'passwd': 'hunter2', 'n': 1}"#, #"{'passwd': '<password>', 'n': 1}"#),
    (#"connect(user="bob", password="hunter2")"#, #"connect(user="bob", password="<password>")"#),
    (#"config["password"] = "hunter2""#, #"config["password"] = "<password>""#),
    ("db.passwd = s3cret!", "db.passwd = <password>"),
    ("dbPass=abc123", "dbPass=<password>"),
    ("DB_PASS='hunter2'", "DB_PASS='<password>'"),
    ("PGPASSWORD=hunter2 psql -h db", "PGPASSWORD=<password> psql -h db"),
    ("pwd=hunter2;", "pwd=<password>;"),
    ("secret=abcdef", "secret=<secret>"),
    ("client_secret: a1b2c3d4", "client_secret: <secret>"),
    ("clientSecret=a1b2c3d4&x=1", "clientSecret=<secret>&x=1"),
    ("api_key=abcdef123456", "api_key=<secret>"),
    ("apiKey: 'abc-def-123'", "apiKey: '<secret>'"),
    ("API key: abcdef123456 is invalid", "API key: <secret> is invalid"),
    ("X-Api-Key: abcdef123456", "X-Api-Key: <secret>"),
    ("MY_SERVICE_API_TOKEN=abcdef", "MY_SERVICE_API_TOKEN=<secret>"),
    ("private_key=abcdef123", "private_key=<secret>"),
    ("SECRET_KEY_BASE=abcdef123", "SECRET_KEY_BASE=<secret>"),
    ("credentials=abc:def123456", "credentials=<secret>"),
    ("//registry.npmjs.org/:_authToken=abcdef-123", "//registry.npmjs.org/:_authToken=<secret>"),
    ("_auth=dXNlcjpwYXNz", "_auth=<secret>"),
    (
      "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "aws_secret_access_key = <aws-key>"
    ),
    (
      "AWS_SECRET_ACCESS_KEY=/JalrXUtnFEMI/K7MDENGbPxRfiCYEXAMPLEKEY1",
      "AWS_SECRET_ACCESS_KEY=<aws-key>"
    ),
    (
      "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc+def/123==;EndpointSuffix=x.net",
      "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=<secret>;EndpointSuffix=x.net"
    ),
    (
      "Server=db;User ID=sa;Password=p@ss;Encrypt=true",
      "Server=db;User ID=sa;Password=<password>;Encrypt=true"
    ),
    ("host=db user=app password=s3cr3t dbname=x", "host=db user=app password=<password> dbname=x"),
    ("Server=db;Uid=sa;Pwd=abc;", "Server=db;Uid=sa;Pwd=<password>;"),
    (
      "GET /v1?access_token=abcdef&x=1 HTTP/1.1", "GET /v1?access_token=<secret>&x=1 HTTP/1.1"
    ),
    ("https://h/b?sv=2020&sig=aB%2Bc123dEf%3D", "https://h/b?sv=2020&sig=<secret>"),
    ("/orders?token=ghp_0123456789abcdefghij", "/orders?token=<github-token>"),
    ("X-Amz-Credential=AKIAIOSFODNN7EXAMPLE/2020", "X-Amz-Credential=<aws-key>/2020"),
    ("deploy --password hunter2 --now", "deploy --password <password> --now"),
    ("deploy --password=hunter2 --now", "deploy --password=<password> --now"),
    ("deploy --password 'a b' --now", "deploy --password '<password>' --now"),
    ("tool --token=abcdef12 run", "tool --token=<secret> run"),
    ("tool --token abcdef run", "tool --token <secret> run"),
    ("tool --api-key abcdef run", "tool --api-key <secret> run"),
    (#"["tool", "--password", "hunter2"]"#, #"["tool", "--password", "<password>"]"#),
    ("mysql -u root -phunter2 shop", "mysql -u root -p<password> shop"),
    ("mysqldump -p'hunter2' shop", "mysqldump -p'<password>' shop"),
    ("sshpass -p hunter2 ssh h", "sshpass -p <password> ssh h"),
    ("docker login -u bob -p hunter2 r.io", "docker login -u bob -p <password> r.io"),
    ("redis-cli -a hunter2 ping", "redis-cli -a <password> ping"),
    ("curl -u bob:hunter2 https://h/x", "curl -u bob:<password> https://h/x"),
    ("curl --user bob:hunter2 https://h/x", "curl --user bob:<password> https://h/x"),
    (
      "curl -H 'Authorization: Bearer abcdef123456' https://h",
      "curl -H 'Authorization: Bearer <secret>' https://h"
    ),
    ("Authorization: Basic YTpi", "Authorization: Basic <secret>"),
    ("Authorization: Token 0123456789abcdef", "Authorization: Token <secret>"),
    ("authorization: abcdef0123456789", "authorization: <secret>"),
    (
      #"{'Authorization': 'Bearer abcdef123456', 'Accept': '*/*'}"#,
      #"{'Authorization': 'Bearer <secret>', 'Accept': '*/*'}"#
    ),
    (
      #"Authorization: Digest username="bob", realm="r", response="0a1b2c3d4e""#,
      "Authorization: Digest <secret>"
    ),
    ("Cookie: sid=abc; theme=dark", "Cookie: <secret>"),
    ("Set-Cookie: sid=abc; Path=/; HttpOnly", "Set-Cookie: <secret>"),
    ("CREATE USER bob IDENTIFIED BY 'hunter2';", "CREATE USER bob IDENTIFIED BY '<password>';"),
    ("<password>hunter2</password>", "<password><password></password>"),
    ("invalid token 0123456789abcdef0123456789abcdef given", "invalid token <secret> given"),
    (#"token = "abcdef123456""#, #"token = "<secret>""#),
    (#"{"token": "abcdefgh"}"#, #"{"token": "<secret>"}"#),
    (#"refresh_token => "abc""#, #"refresh_token => "<secret>""#),
  ]
}
