/// Lines of programs, as agents read and edit them.
enum CodeLines {
  static let python = #"""
    import {word}
    from {dotted} import {Pascal}, {snake}
    def {snake}(self, {word}: {Pascal}, {word}: int = {small}) -> {Pascal} | None:
        """{sentence}."""
        {snake} = self.{word}.{snake}({word}, {word}={small})
        if {snake} is None:
            raise ValueError(f"unknown {word}: {{{word}!r}")
            return None
        for {word}, {word} in {snake}.items():
            self.{snake}[{word}] = {word}.{snake}({word})
            logger.debug("{phrase}: %s", {snake})
        try:
            {word} = json.loads({snake}.read_text(encoding="utf-8"))
        except (KeyError, json.JSONDecodeError) as error:
            logger.error("could not read %s: %s", {snake}, error)
        return {{"{snake}": {word}, "{snake}": {word}.{snake}}
    class {Pascal}({Pascal}):
        # {sentence}
        {snake}: dict[str, {Pascal}] = field(default_factory=dict)
    @pytest.mark.parametrize("{word}", ["{word}", "{word}"])
        with pytest.raises({Pascal}Error, match="{phrase}"):
        assert {snake}({word}) == {count}
    """#

  static let typeScript = #"""
    import {{ {camel}, type {Pascal} } from "../{word}/{kebab}";
    export async function {camel}({word}: {Pascal}, {word}?: string): Promise<{Pascal}> {{
      const {camel} = await this.{camel}.{camel}({word}, {{ {word}: {small} });
      if (!{camel}) {{
        throw new {Pascal}Error(`{phrase}: ${{{camel}}`);
      }
      return {{ ...{camel}, {camel}: {camel}.map(({word}) => {word}.{camel}) };
      // {sentence}
      logger.info("{phrase}", {{ {camel}, {camel} });
      } catch (error) {{
        console.error("Failed to {word} {word}:", error);
    export interface {Pascal} extends {Pascal} {{
      readonly {camel}: Record<string, {Pascal}>;
      expect(screen.getByText("{phrase}")).toBeInTheDocument();
      it("throws when {phrase}", async () => {{
    }
        <{Pascal} {camel}={{{camel}} {camel}="{kebab}" className="flex items-center gap-{small}" />
    """#

  static let compiled = #"""
    func (s *{Pascal}) {Pascal}(ctx context.Context, {word} string) (*{Pascal}, error) {{
    {tab}{camel}, err := s.{word}.{Pascal}(ctx, {word})
    {tab}if err != nil {{
    {tab}{tab}return nil, fmt.Errorf("{phrase}: %w", err)
    {tab}}
    {tab}// {sentence}
    pub fn {snake}(&mut self, {word}: &str) -> Result<{Pascal}, Error> {{
        let {snake} = self.{word}.{snake}({word})?;
        match {snake} {{
            Some({word}) => {word}.{snake}(),
            None => return Err(Error::{Pascal}("{phrase}".into())),
        }
    }
    /// {sentence}.
    #[derive(Debug, Clone)]
    public {Pascal} {camel}({Pascal} {word}) throws {Pascal}Exception {{
        this.{camel} = Objects.requireNonNull({word}, "{word}");
        log.error("{phrase}", exception);
    """#
}
