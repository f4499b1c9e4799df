/// What one kind of tools reports when something is wrong.
struct ErrorTable {
  let lines: [Template]
  let blocks: [Template]

  init(_ lines: String, _ blocks: String = "") {
    self.lines = Template.lines(lines)
    self.blocks = Template.blocks(blocks)
  }

  /// Each is as likely.
  static func all() -> [ErrorTable] {
    [
      ErrorTable(ScriptErrors.python, ScriptErrorBlocks.python),
      ErrorTable(ScriptErrors.node, ScriptErrorBlocks.node),
      ErrorTable(ScriptErrors.ruby, ScriptErrorBlocks.ruby),
      ErrorTable(ScriptErrors.php, ScriptErrorBlocks.php),
      ErrorTable(ScriptErrors.shell),
      ErrorTable(ScriptErrors.git, ScriptErrorBlocks.git),
      ErrorTable(CompiledErrors.go, CompiledErrorBlocks.go),
      ErrorTable(CompiledErrors.rust, CompiledErrorBlocks.rust),
      ErrorTable(CompiledErrors.java, CompiledErrorBlocks.java),
      ErrorTable(CompiledErrors.native, CompiledErrorBlocks.native),
      ErrorTable(CompiledErrors.swift, CompiledErrorBlocks.swift),
      ErrorTable(CompiledErrors.dotNet, CompiledErrorBlocks.dotNet),
      ErrorTable(ServiceErrors.packages),
      ErrorTable(ServiceErrors.containers, ServiceErrorBlocks.containers),
      ErrorTable(ServiceErrors.databases, ServiceErrorBlocks.databases),
      ErrorTable(ServiceErrors.network),
      ErrorTable(ServiceErrors.agents, ServiceErrorBlocks.agents),
    ]
  }

  /// Of errors that each run of the generator numbers; see ``Field/distinct``.
  static func distinct() -> [Template] {
    Template.lines(
      #"""
      KeyError: '{distinct}'
      ModuleNotFoundError: No module named '{distinct}'
      AttributeError: '{Pascal}' object has no attribute '{distinct}'
      error[E0425]: cannot find value `{distinct}` in this scope
      src/{folder}/{snake}.c:{line}:{column}: error: '{distinct}' undeclared (first use in this function)
      internal/{folder}/{snake}.go:{line}:{column}: undefined: {distinct}
      {time} ERROR [{agent}] could not load {distinct}: not registered
      ERROR:  relation "{distinct}" does not exist
      """#)
  }
}
