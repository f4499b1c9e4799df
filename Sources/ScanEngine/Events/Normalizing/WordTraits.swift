/// What a word says about itself and about what comes after it.
struct WordTraits: OptionSet {
  let rawValue: UInt32

  /// A unit that belongs to the number before it.
  static let unit = WordTraits(rawValue: 1 << 0)
  /// A month or a weekday.
  static let calendar = WordTraits(rawValue: 1 << 1)
  /// A time zone, or AM and PM: belongs to the time before it.
  static let zone = WordTraits(rawValue: 1 << 2)
  /// A technical term with digits in it, which are no number.
  static let technical = WordTraits(rawValue: 1 << 3)
  /// The number after it is a code, which tells one problem from another.
  static let code = WordTraits(rawValue: 1 << 4)
  /// The name of a user comes next.
  static let user = WordTraits(rawValue: 1 << 5)
  /// The name of a host comes next.
  static let host = WordTraits(rawValue: 1 << 6)
  /// The name of a device comes next.
  static let device = WordTraits(rawValue: 1 << 7)
  /// The name of a file comes next.
  static let file = WordTraits(rawValue: 1 << 8)
  /// What comes next names the thing that is wrong.
  static let identity = WordTraits(rawValue: 1 << 9)
  /// What comes next is data, if quoted.
  static let data = WordTraits(rawValue: 1 << 10)
  /// The message is about reading data: what is quoted after a colon is the data.
  static let reading = WordTraits(rawValue: 1 << 11)
  /// An English word that is never a name.
  static let english = WordTraits(rawValue: 1 << 12)
  /// As the last part of a name, after a dot: it is a file.
  static let fileExtension = WordTraits(rawValue: 1 << 13)
  /// The same, of a library or header: its name says what is missing.
  static let namedFile = WordTraits(rawValue: 1 << 14)
  /// As the last part of a name, after a dot: it is a host.
  static let domain = WordTraits(rawValue: 1 << 15)
  /// True, false, and the spellings of nothing.
  static let constant = WordTraits(rawValue: 1 << 16)
  /// Its value, in `key=value`, tells one problem from another.
  static let tellingKey = WordTraits(rawValue: 1 << 17)
  /// The message is about logging in: after `for` comes a user.
  static let authentication = WordTraits(rawValue: 1 << 18)
  /// The first part of a qualified name of code, and of no host.
  static let namespace = WordTraits(rawValue: 1 << 19)
  /// A folder that relative paths begin with, or a file without an extension.
  static let folder = WordTraits(rawValue: 1 << 20)
  /// What comes next may be `host:port`.
  static let towards = WordTraits(rawValue: 1 << 21)
  /// A part of a package registry's or repository's address.
  static let registry = WordTraits(rawValue: 1 << 22)
  /// A level of a log, which leads a line and says nothing of the problem.
  static let level = WordTraits(rawValue: 1 << 23)
  /// `for`, `of`, `named`: what is quoted next is a name, whatever the message is about.
  static let preposition = WordTraits(rawValue: 1 << 24)
  /// A name of the machine itself.
  static let ownHost = WordTraits(rawValue: 1 << 25)
  /// What comes next is a name that somebody chose, digits and all; no id of an instance.
  static let definition = WordTraits(rawValue: 1 << 27)
  /// As the last part of a name with two dots: it is a host in that country.
  static let country = WordTraits(rawValue: 1 << 28)
  /// Before a country's two letters: it is a host.
  static let secondLevel = WordTraits(rawValue: 1 << 29)
  /// What comes next in brackets is data.
  static let row = WordTraits(rawValue: 1 << 30)
  /// A file that has no extension.
  static let knownFile = WordTraits(rawValue: 1 << 26)
}
