/// Where the lists of a state are in its text, so that it can be changed in places.
package struct StatePlaces: Hashable, Sendable {
  /// The lines of the entries of each list that has any, in bytes of the text.
  var lists: [StateList: Range<Int64>] = [:]

  package init() {}
}
