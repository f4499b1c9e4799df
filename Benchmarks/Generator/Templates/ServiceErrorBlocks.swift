/// Errors of several lines; `!` marks those that tell of an error by themselves.
enum ServiceErrorBlocks {
  static let containers = #"""
    ------
     > [{word} {small}/9] RUN npm ci:
    !{seconds} npm error code E404
    !{seconds} npm error 404 Not Found - GET https://registry.npmjs.org/{package} - Not found
    ------
    Dockerfile:{small}
    --------------------
       {small} | >>> RUN npm ci
    --------------------
    !ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1
    ----
    ╷
    !│ Error: Reference to undeclared resource
    │
    │   on {snake}.tf line {line}, in resource "aws_instance" "{word}":
    │   {line}:   subnet_id = aws_subnet.{snake.1}.id
    │
    │ A managed resource "aws_subnet" "{snake.1}" has not been declared in the root module.
    ╵
    """#

  static let databases = #"""
    !ERROR:  column "{snake.1}" does not exist
    LINE 1: SELECT {snake.1} FROM {snake};
                   ^
    HINT:  Perhaps you meant to reference the column "{snake}.{word}".
    ----
    !{stamp} UTC [{pid}] ERROR:  insert or update on table "{snake.1}" violates foreign key constraint "{snake.1}_{word}_fkey"
    {stamp} UTC [{pid}] DETAIL:  Key ({word}_id)=({number}) is not present in table "{word}".
    {stamp} UTC [{pid}] STATEMENT:  INSERT INTO {snake.1} ({word}_id, {word}) VALUES ($1, $2)
    """#

  static let agents = #"""
    !{time} ERROR [{agent}] {phrase}
    !Traceback (most recent call last):
      File "/home/dev/app/src/{word}/runner.py", line {line}, in run_{word}
        result = await self.{snake.1}({word})
      File "/home/dev/app/src/{folder}/{snake}.py", line {line}, in {snake.1}
        raise {Pascal.2}Error("{phrase.3}")
    !src.{dotted}.{Pascal.2}Error: {phrase.3}
    """#
}
