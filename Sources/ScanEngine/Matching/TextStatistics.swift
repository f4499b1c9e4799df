/// How likely bytes are to follow each other in the text that is scanned.
///
/// Counted once over 28 MB of logs, documentation and source code in ten languages.
enum TextStatistics {
  /// Bytes that are alike: the letters `a` to `z`, other letters of ASCII, digits, then each of these,
  /// then all others.
  private static let own: StaticString = " .,/:-_()'\"=[]<>\n"

  /// For each class, 15 more than the binary logarithm of how often one of its bytes occurs.
  private static let single: StaticString = "a899b989a67a9aa96aab98788678c9a787999898777795"

  /// For each class, the same of how often a byte of each class comes next.
  private static let pairs: StaticString = """
    69bb5794b38cbc2a4ccc88789545a77457667766843952
    b798c676bb5b87b86aa8b675a766998866978a97954466
    b686c66b94bc97c75a9ca8657455987885977767756364
    a77ad985b54977b769a8a6658366ca89a8aa8888857685
    a7aa8a95725b9b798cbb687a8555ba97979a9788756784
    a577aa64b33988c74a89b4547546cca5767aa7aa855274
    9677d6aab45a8a864abba6655675ca9778998898856885
    c666d655d45867b65b8b86656466b986779a8787755675
    99aa9ba3536bbdb949cc49482946876444657557664732
    9788c797978878b867b6a9767786999775979866b76277
    9788d697a669787758a786a67a77ba967aba9887967394
    c76adc56c55b56b756aaa6649453a875799a7687844575
    c969d555a36ab9bc55a8a5546357a87766987776835563
    b6bcb9b6a48878a745bc98737454c985979a8889767874
    99bb7a94858abdaa4daaa9a75553a86556876667754363
    c789c878b36c77bb5baba667a355997686997777545763
    86697877766968797aa7e7866777a96667c97764648055
    b699d795b2989ab74aaba7639354b997899a8888566574
    8597d679b298669a67cca8778355bb979699979a755583
    b589c94cb25896b85ba9a4759474ba9687aa9788665485
    baa8b986924cbc7a5cbc53664547875423656667444332
    d8a8d988a459a89a99aa86765766986867877667643963
    b778b67bc5686ab66b9676865685b99688a89788566665
    b7b7b866a557867b577c6979857aa98688a99898665374
    7887a696955a9a9c58bb67a57776ca96b9aa9998677894
    9999d898b7789798779776788987976757b66998683064
    a988a889a88989a78a89978887a7968767977866353275
    676777666655667665656569557b9ac697959895396585
    989989689458888849aa77855466e50447784989637505
    c8b9aaaaa87a999a6bba88854478a95712b366804481a5
    7886976581675874198a6742403ad304143374b0a250b5
    c9ba9999867aa89a69cb87886667a8ac54677895856666
    8795893673169878078865543068d22ac63638b49740d7
    9a989b6aa45a888a49aa88a76889a4552c566777474b75
    a9baab99a57aba9b7acaa9985775867143b96765471062
    99a9ba7794799a995acb8878666866274778cbb1846285
    4551451250002442085724311000bac6c507b8867875d8
    a998897886688878589977776676b8c7a887ca866976c7
    97aa8867a468877848bb89764367b8c6b696a7b66a7ba6
    8677aa5582476a86189b77535467d326374739bc854768
    977697569677698768996566515a754598692ab67c5388
    0433200030002250002030020096bac78407b7899c66b7
    c7ba7639744a667926c963322145952e34242679518623
    8665684380176668068775864287d896455888a956db86
    7488673581054334055632431044f504166544622445c4
    88988886947879774999897a4378b7a766599ac88774a8
    """

  private static let classCount = 46

  private static let classes: [UInt8] = {
    var classes = [UInt8](repeating: UInt8(classCount - 1), count: 256)
    for letter in 0..<26 {
      classes[0x61 + letter] = UInt8(letter)
      classes[0x41 + letter] = 26
    }
    for digit in 0x30...0x39 { classes[digit] = 27 }
    for place in 0..<own.utf8CodeUnitCount {
      classes[Int(own.utf8Start[place])] = UInt8(28 + place)
    }
    return classes
  }()

  /// How likely a piece of text is, as a binary logarithm: only differences say something.
  static func likelihood(of piece: ArraySlice<UInt8>) -> Int {
    guard var last = piece.first.map({ Int(classes[Int($0)]) }) else { return 0 }
    var sum = digit(single, last)
    for byte in piece.dropFirst() {
      let next = Int(classes[Int(byte)])
      // Each line of the table ends with a newline.
      sum += digit(pairs, last * (classCount + 1) + next)
      last = next
    }
    return sum
  }

  private static func digit(_ digits: StaticString, _ place: Int) -> Int {
    let byte = digits.utf8Start[place]
    return Int(byte < 0x3A ? byte - 0x30 : byte - 0x57)
  }
}
