/// The well-known kinds of secrets; all are made up.
struct SecretKind: CustomStringConvertible, Sendable {
  let name: String
  /// As it stands in output, with what tells that it is one.
  let text: String
  /// What must be nowhere afterwards.
  let secrets: [String]

  var description: String { name }

  init(_ name: String, _ text: String, _ secrets: String...) {
    self.name = name
    self.text = text
    self.secrets = secrets.isEmpty ? [text] : secrets
  }

  private static let alphabet =
    "7zB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3aB4cD5eF6gH7iJ8kL9mN0pQ1rS2"
  /// Put together here, so that no scanner of this repository takes them for real ones.
  private static func key(_ prefix: String, _ count: Int) -> String {
    prefix + alphabet.prefix(count)
  }
  private static let hex = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
  private static let base64 = (0..<4).map { line in
    "MIIEpAIBAAKCAQEA7bq\(line)vXk2Jm5Yt8Wq1Zr4Nc6Ld9Sf3Gh0Pj7Kx2Vb5Tn8Mw1Rz4"
  }
  private static func pem(_ kind: String) -> String {
    "-----BEGIN \(kind)-----\n\(base64.joined(separator: "\n"))\n-----END \(kind)-----"
  }

  static let all: [SecretKind] = clouds + hosts + services + generic + keys + places + commands

  private static let clouds: [SecretKind] = [
    SecretKind("AWS key id", "AKIA" + "QWERTYUIOPASDF23"),
    SecretKind(
      "AWS secret", "aws_secret_access_key = " + key("k/+", 37), String(alphabet.prefix(37))),
    SecretKind(
      "AWS session", "AWS_SESSION_TOKEN=" + key("IQoJb3JpZ2luX2Vj", 60),
      String(alphabet.prefix(60))),
    SecretKind("Google API key", key("AIza" + "Sy", 33)),
    SecretKind("Google OAuth", key("ya29" + ".a0", 40)),
    SecretKind("Google client secret", key("GOCSPX" + "-", 28)),
    SecretKind(
      "Azure storage",
      "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=" + key("", 60)
        + "==;EndpointSuffix=core.windows.net", key("", 60)),
    SecretKind(
      "Azure SAS", "https://shop.blob.core.windows.net/c?sv=2022&sig=" + key("", 40) + "%3D",
      key("", 40)),
    SecretKind("DigitalOcean", "dop" + "_v1_" + hex),
    SecretKind("Databricks", "dapi" + String(hex.prefix(32))),
    SecretKind("Vault", key("hvs" + ".", 28)),
    SecretKind("Heroku", "HEROKU_API_KEY=01234567-89ab-4cde-8f01-23456789abcd", "89ab-4cde-8f01"),
  ]

  private static let hosts: [SecretKind] = [
    SecretKind("GitHub personal", key("ghp" + "_", 36)),
    SecretKind("GitHub OAuth", key("gho" + "_", 36)),
    SecretKind("GitHub app", key("ghs" + "_", 36)),
    SecretKind("GitHub fine-grained", key("github" + "_pat_", 22) + "_" + key("", 50)),
    SecretKind("GitLab", key("glpat" + "-", 20)),
    SecretKind("npm", key("npm" + "_", 36)),
    SecretKind(
      "npmrc", "//registry.npmjs.org/:_authToken=0a1b2c3d-4e5f-6071", "0a1b2c3d-4e5f-6071"),
    SecretKind("PyPI", key("pypi" + "-AgEIcHlwaS5vcmc", 50)),
    SecretKind("Hugging Face", key("hf" + "_", 34)),
    SecretKind(
      "git remote", "https://x-access-token:" + key("v1.", 40) + "@github.com/acme/web.git",
      key("v1.", 40)),
    SecretKind("Docker login", #"{"auths":{"r.io":{"auth":"c2hvcDpodW50ZXIy"}}}"#, "c2hvcDpodW50"),
  ]

  private static let services: [SecretKind] = [
    SecretKind("Slack bot", "xoxb" + "-123456789012-123456789012-" + key("", 24), key("", 24)),
    SecretKind(
      "Slack webhook", "https://hooks.slack.com/services/T01234567/B01234567/" + key("", 24),
      key("", 24)),
    SecretKind(
      "Discord webhook", "https://discord.com/api/webhooks/123456789012345678/" + key("", 60),
      key("", 60)),
    SecretKind("Stripe", key("sk" + "_live_", 24)),
    SecretKind("Stripe restricted", key("rk" + "_live_", 24)),
    SecretKind("Stripe webhook", key("whsec" + "_", 32)),
    SecretKind("OpenAI", key("sk" + "-", 48)),
    SecretKind("OpenAI project", key("sk" + "-proj-", 30) + "-_" + key("", 20)),
    SecretKind("Anthropic", key("sk" + "-ant-api03-", 50) + "-" + key("", 20) + "AA"),
    SecretKind("SendGrid", key("SG" + ".", 22) + "." + key("", 43)),
    SecretKind("Twilio", "SK" + String(hex.prefix(32))),
    SecretKind("Telegram", "bot123456789:AA" + key("", 33), key("", 33)),
  ]

  private static let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + key("", 43)

  private static let generic: [SecretKind] = [
    SecretKind("JWT", jwt, jwt, key("", 43)),
    SecretKind("bearer", "Authorization: Bearer " + key("", 30), key("", 30)),
    SecretKind("basic", "Authorization: Basic c2hvcDpodW50ZXIyLWh1bnRlcg==", "c2hvcDpodW50ZXIy"),
    SecretKind("header", "X-Api-Key: 5f4dcc3b5aa765d61d83", "5f4dcc3b5aa765d61d83"),
    SecretKind("cookie", "Cookie: sid=5f4dcc3b5aa7; theme=dark", "5f4dcc3b5aa7"),
    SecretKind("password", "password=correct-horse-7", "correct-horse-7"),
    SecretKind("quoted password", #"connect(user="shop", password="battery staple 7")"#, "battery"),
    SecretKind("JSON password", #"{"user":"shop","passwd":"tr0ub4dor&3","n":1}"#, "tr0ub4dor"),
    SecretKind("YAML secret", "client_secret: 9a8b7c6d5e4f", "9a8b7c6d5e4f"),
    SecretKind("variable", "export SHOP_API_TOKEN=pq7rs8tu9vw0", "pq7rs8tu9vw0"),
    SecretKind(
      "ADO connection", "Server=db;User ID=sa;Password=P@ss-w0rd-9;Encrypt=true", "P@ss-w0rd-9"),
    SecretKind("libpq", "host=db user=shop password=l1bpq-pa55 dbname=shop", "l1bpq-pa55"),
    SecretKind("query", "GET /v1/rates?access_token=qu3ry-t0ken&x=1 HTTP/1.1", "qu3ry-t0ken"),
    SecretKind("SQL", "CREATE USER shop IDENTIFIED BY 'sql-pa55word';", "sql-pa55word"),
    SecretKind("XML", "<settings><password>xml-pa55word</password></settings>", "xml-pa55word"),
    SecretKind("netrc", "machine git.example.org login shop password netrc-pa55", "netrc-pa55"),
  ]

  private static let keys: [SecretKind] =
    [
      "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY",
      "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK",
    ].map { SecretKind($0, pem($0), base64[0], base64[1], base64[3]) } + [
      SecretKind(
        "service account",
        #"{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\n"#
          + base64.joined(separator: #"\n"#) + #"\n-----END PRIVATE KEY-----\n"}"#,
        base64[0], base64[2]),
      SecretKind(
        "age", "AGE-SECRET" + "-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPZRY9X8GF2TVDW0S",
        "QQPZRY9X8GF2"),
    ]

  private static let places: [SecretKind] = [
    SecretKind("postgres", "postgres://shop:pg-s3cr3t@db.internal:5432/shop", "pg-s3cr3t"),
    SecretKind("redis", "redis://:redis-s3cr3t@cache:6379/0", "redis-s3cr3t"),
    SecretKind("mongodb", "mongodb+srv://shop:mongo-s3@cluster0.example.net/shop", "mongo-s3"),
    SecretKind("amqp", "amqp://shop:am%40qp-s3@mq/vhost", "qp-s3"),
    SecretKind("https", "https://shop:https-s3@example.org/x?y=1", "https-s3"),
    SecretKind("Go DSN", "shop:godsn-s3@tcp(127.0.0.1:3306)/shop", "godsn-s3"),
    SecretKind("e-mail", "wilhelmina.vogel@mail.example.co.uk", "wilhelmina", "vogel"),
    SecretKind("home", "/home/wilhelmina/shop/pay.py", "wilhelmina"),
    SecretKind("home of macOS", "/Users/wilhelmina/shop/pay.py", "wilhelmina"),
    SecretKind("home of Windows", #"C:\Users\wilhelmina\shop\pay.py"#, "wilhelmina"),
  ]

  private static let commands: [SecretKind] = [
    SecretKind("option", "deploy --password opt-pa55 --now", "opt-pa55"),
    SecretKind("option with =", "deploy --token=opt-t0ken --now", "opt-t0ken"),
    SecretKind("mysql", "mysql -u root -pmysql-pa55 shop", "mysql-pa55"),
    SecretKind("curl", "curl -u shop:curl-pa55 https://example.org/x", "curl-pa55"),
    SecretKind("sshpass", "sshpass -p ssh-pa55 ssh example", "ssh-pa55"),
    SecretKind("docker", "docker login -u shop -p dock-pa55 r.io", "dock-pa55"),
    SecretKind("PGPASSWORD", "PGPASSWORD=pgenv-pa55 psql -h db", "pgenv-pa55"),
    SecretKind(
      "curl header", "curl -H 'Authorization: token " + key("", 30) + "' https://example.org",
      key("", 30)),
  ]
}

/// Ordinary text that looks a little like it, and has to stay readable.
enum HarmlessTexts {
  static let all = [
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 is missing",
    "request 550e8400-e29b-41d4-a716-446655440000 was lost",
    "cannot decode aGVsbG8gd29ybGQ= as text",
    "Unexpected token '<' in the answer", "the token expired before the password was asked for",
    "digest sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b93 differs",
    "max_tokens must be at most 4096", "no module react@18.2.0 in @scope/pkg@1.0.0",
    "missing required option --token", "password authentication failed for user shop",
  ]
}
