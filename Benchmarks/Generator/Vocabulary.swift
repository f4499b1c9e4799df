/// Words in the order in which they are likely.
struct Words {
  private let starts: UnsafeBufferPointer<UnsafePointer<UInt8>>
  private let lengths: UnsafeBufferPointer<Int>

  var count: Int { lengths.count }

  init(_ list: String, separator: Character = " ") {
    let words = list.split { $0 == separator || $0 == "\n" }.map { Array($0.utf8) }
    lengths = lasting(words.map(\.count))
    starts = lasting(words.compactMap { lasting($0).baseAddress })
  }

  func append(_ index: Int, to text: inout Text) { text.append(starts[index], lengths[index]) }

  /// Any of them, each as likely.
  func append(of bits: UInt64, to text: inout Text) { append(bits.below(count), to: &text) }
}

/// What names and prose are made of.
struct Vocabulary {
  let words = Words(Self.wordList)
  let packages = Words(Self.packageList)
  let agents = Words("planner coder reviewer tester agent-1 agent-2 agent-3 agent-4 fixer docs")
  let people = Words("dana.lee m.okafor j.müller a.sørensen li.wei priya ana ben tomás zoë")
  let foreign = Words(Self.foreignList, separator: "\n")
  let statuses = Words("404 500 502 503 504 401 403 409 422 429")

  /// The word of random bits, of which 24 are used: see ``Swift/UInt64/skewed(_:_:)``.
  func append(of bits: UInt64, to text: inout Text) { words.append(bits.skewed(3, 8), to: &text) }

  private static let wordList = """
    build cache module request worker handler session update table index query result config user
    order client server task queue batch record token route schema service file folder image layer
    volume network stream buffer parser writer reader loader model event message payload header
    response account invoice payment product catalog search filter report export import upload
    download thread process signal timer metric trace span logger storage bucket object key value
    entry node edge graph tree branch commit merge review plan phase step stage deploy release
    version package bundle asset theme layout widget button form field input output label status
    state store action reducer effect hook context provider consumer producer broker topic channel
    socket gateway proxy router policy rule limit quota budget window frame page view panel tab
    menu dialog editor cursor selection range segment chunk block offset length size count total
    average median sample series chart axis scale color font icon badge alert notice banner toast
    modal drawer sidebar footer content article comment reply forum post feed profile avatar
    contact address city region country currency price discount coupon basket checkout shipment
    carrier parcel depot stock supplier vendor partner customer tenant member role permission
    scope grant audit backup restore snapshot archive journal ledger balance transfer deposit
    shard replica leader follower quorum lease lock mutex barrier latch future promise callback
    iterator visitor builder factory adapter bridge mapper resolver validator formatter encoder
    decoder tokenizer lexer compiler linker runtime kernel driver device sensor gauge probe
    locale engine template partition migration cluster instance identity calendar
    """

  private static let packageList = """
    requests numpy pandas pydantic sqlalchemy fastapi httpx redis celery boto3 lodash express react
    axios zod vite webpack eslint prettier jest vitest typescript rollup serde tokio anyhow clap
    reqwest rayon tracing chrono jackson-databind guava netty okhttp hibernate-core rspec sidekiq
    nokogiri puma devise monolog guzzle phpunit twig left-pad chalk commander dotenv flask django
    scipy pillow alembic uvicorn starlette
    """

  private static let foreignList = """
    ✓ all checks passed in the café module
    → weiter mit dem nächsten Schritt: Prüfung der Größe
    「設定」を読み込みました
    настройки сохранены, продолжаем
    • naïve cache → replaced by LRU (−35 %)
    ⚠ résumé of the review: “looks good”
    ✔ Zażółć gęślą jaźń — encoding kept
    … 3 more files, see docs/Übersicht.md
    ❯ 请求已完成，用时很短
    ├── añadir pruebas de integración
    └── mise à jour des dépendances terminée
    🚀 deployed preview, 🎉 merged
    """
}
