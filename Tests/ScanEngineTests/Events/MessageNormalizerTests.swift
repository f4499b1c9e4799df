import ScanEngine
import Testing

struct MessageNormalizerTests {
  @Test func keepsNothingOfNothing() {
    #expect(MessageNormalizer().normalize([]) == [])
  }
}
