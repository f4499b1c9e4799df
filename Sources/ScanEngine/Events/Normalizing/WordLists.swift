/// The words that the normaliser knows, by what they say.
///
/// English and computing at large, no one tool's messages. At most 16 bytes a word, in lower case; a word may be in several lists.
enum WordLists {
  static let all: [(WordTraits, String)] = [
    (
      .unit,
      """
      ns us ms s sec secs second seconds min mins minute minutes h hr hrs hour hours day days week \
      weeks nanosecond nanoseconds microsecond microseconds millisecond milliseconds millis nanos \
      b byte bytes kb kib mb mib gb gib tb tib pb pib kbyte kbytes mbyte mbytes kilobytes \
      megabytes gigabytes hz khz mhz ghz kbps mbps gbps kb/s mb/s gb/s percent rpm px
      """
    ),
    (
      .calendar,
      """
      mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday jan feb \
      mar apr may jun jul aug sep sept oct nov dec january february march april june july august \
      september october november december
      """
    ),
    (.zone, "utc gmt est edt cst cdt mst mdt pst pdt cet cest bst ist jst am pm z"),
    (
      .technical,
      """
      int1 int2 int4 int8 int16 int32 int64 int128 uint8 uint16 uint32 uint64 uint128 i8 i16 i32 \
      i64 i128 u8 u16 u32 u64 u128 f16 f32 f64 float2 float4 float8 float16 float32 float64 \
      bfloat16 bf16 fp16 fp32 fp64 complex64 complex128 varchar2 utf8 utf-8 utf16 utf-16 utf32 \
      utf-32 utf8mb3 utf8mb4 latin1 iso-8859-1 iso-8859-15 cp1252 windows-1252 ucs2 ucs-2 base16 \
      base32 base58 base64 md4 md5 sha1 sha2 sha3 sha-1 sha224 sha256 sha-256 sha384 sha512 \
      sha-512 crc32 x86 x86_64 x86-64 x64 x32 x509 amd64 arm64 armv6 armv7 aarch64 i386 i486 i586 \
      i686 win32 win64 mips64 ppc64 ppc64le s390x riscv64 ipv4 ipv6 http2 http3 h2 h264 h265 \
      oauth1 oauth2 ssh1 ssh2 p2p ext2 ext3 ext4 exfat fat32 fat16 nfs3 nfs4 k8s s3 ec2 log4j \
      i18n l10n a11y e2e b2b 2fa mp3 mp4 es5 es6 c89 c99 c11 c17 c23 c++98 c++03 c++11 c++14 \
      c++17 c++20 c++23 8-bit 16-bit 32-bit 64-bit 128-bit 8bit 16bit 32bit 64bit 1d 2d 3d 4d \
      1st 2nd 3rd bzip2 sqlite3 python2 python3 pip3 urllib3 boto3 psycopg2 pg_upgrade 4xx 5xx
      """
    ),
    (
      .code,
      """
      error errno err code status signal sig exit exited rc retcode returncode exitcode errcode \
      statuscode wexitstatus wtermsig base radix sqlstate http https hresult ntstatus err! errorcode warning
      """
    ),
    (.user, "user username login logname uname ruser"),
    (.host, "host hostname rhost nodename getaddrinfo enotfound eai_again lookup gethostbyname"),
    (.device, "device interface iface netdev via"),
    (
      .file,
      """
      file files filename directory folder path open opening scandir mkdir rmdir rename unlink \
      access stat lstat fstat symlink readlink readdir chmod chown copyfile cwd dir hive \
      remove create
      """
    ),
    (
      .identity,
      """
      module modules package packages command program executable library header class type \
      format symbol attribute property key column table relation constraint index variable \
      option flag argument parameter field function method name named target test task import \
      imported export struct enum trait interface protocol crate image repository object schema \
      database extension plugin dependency requirement template tag branch ref identifier \
      keyword operator encoding codec locale member namespace annotation alias operation action \
      service unit role container pod
      """
    ),
    (
      .definition,
      """
      module package packages command library header class type symbol attribute property column \
      table relation constraint variable option flag argument parameter field function method \
      struct enum trait protocol crate schema database extension plugin dependency \
      requirement macro gem undefined undeclared depends
      """
    ),
    (
      .data,
      """
      value values literal data string input entry text got received actual parsing token= thread
      """
    ),
    (
      .reading,
      """
      convert converting converted conversion parse parsing parsed parser literal value syntax \
      input decode decoding unmarshal deserialize number date time timestamp duration integer
      """
    ),
    (.preposition, "for of named in by as called"),
    (
      .english,
      """
      a an the is are was were be been has have had does do did not no or and to in on at by for \
      from with without of as it its this that these those name names key keys id ids unknown \
      request requests error errors failed failure authentication invalid missing cannot could \
      should would must may can will if when while than then but so such all any some more less \
      only also already already-used down up unreachable found busy header headers after before \
      between over under into via because due still session sessions input output data mode \
      space level agent process account accounts
      """
    ),
    (
      .fileExtension,
      """
      c cc cpp cxx m mm swift rs go py pyc pyi pyx ipynb js mjs cjs jsx ts tsx mts cts vue svelte \
      java kt kts groovy gradle scala clj cs fs vb fsproj csproj vbproj sln rb erb rake php phtml \
      pl pm lua r jl ex exs erl hs ml sh bash zsh fish bat cmd ps1 sql md markdown rst txt text \
      log out err csv tsv json jsonl json5 xml yaml yml toml ini cfg conf config properties env \
      lock html htm css scss sass less svg png jpg jpeg gif webp ico pdf doc docx xls xlsx ppt \
      zip tar gz tgz bz2 xz zst 7z rar jar war ear class whl egg deb rpm apk dmg pkg iso img bin \
      dat db sqlite sqlite3 bak tmp temp swp pid sock cache crt cer pem csr p12 pfx jks parquet \
      avro npy npz h5 pkl pickle onnx pt pth ckpt proto thrift graphql tf tfvars tfstate hcl tpl \
      tmpl j2 mk cmake make am in o obj a exe msi map wasm ttf woff woff2 mod \
      pug ejs hbs rrd core dump trace orig rej patch diff sqm cab evt evtx reg mf nib xib plist \
      storyboard xcodeproj
      """
    ),
    (.namedFile, "so dylib dll lib h hh hpp hxx framework ko"),
    (
      .domain,
      """
      com org net edu gov mil int info biz io dev app ai cloud local localdomain internal lan \
      intranet corp home arpa example test invalid localhost online site tech xyz
      """
    ),
    (
      .country,
      // Those that are neither words nor extensions of files.
      """
      ae ar au az ba bd bg br by ca ch cl cn co cr cz de dk dz ec ee eg es eu fi fr ge gh gr gt hk \
      hn hr hu ie il ir jp ke kh kr kw kz lb lk lt lu lv lv ma md mk mm mx my ng ni nl np nz om pa \
      pe pk pr pt py qa ro ru sa se sg si sk sv sy th tn tr tw tz ua ug uk uy uz ve vn ye za zm zw
      """
    ),
    (.row, "row contains values tuple"),
    (.secondLevel, "co com net org edu ac gov gob or ne go ad gouv mil nhs sch res"),
    (.constant, "true false null nil none undefined nan yes no on off"),
    (
      .tellingKey,
      """
      error err errno code status stat state reason exception cause result message msg type kind \
      op operation action method command cmd function module package class library symbol level \
      severity component service unit event signal table column constraint attribute target test \
      stage phase hresult problem selector locator xpath
      """
    ),
    (.authentication, "authentication password publickey login logon credentials"),
    (
      .namespace,
      """
      com org net io java javax jakarta kotlin scala android androidx sun jdk edu gov de dev app \
      system microsoft self this std core os sys
      """
    ),
    (
      .folder,
      """
      src lib libs app apps build dist docs doc test tests spec specs node_modules pkg cmd \
      internal packages data bin config configs target out vendor public assets crates include \
      scripts examples tools static templates views components pages
      """
    ),
    (
      .towards,
      """
      to at from tcp udp tcp4 tcp6 server address upstream dial listen bind connect connecting \
      host endpoint on proxy backend remote peer broker url
      """
    ),
    (
      .knownFile,
      """
      makefile gnumakefile dockerfile containerfile gemfile rakefile jenkinsfile procfile \
      vagrantfile podfile brewfile justfile fastfile guardfile berksfile earthfile
      """
    ),
    (.ownHost, "localhost ip6-localhost sda sdb sdc sdd hda hdb hdc hdd vda vdb xvda xvdb"),
    (.registry, "registry npmjs pypi crates rubygems maven packagist nuget golang repo1 git"),
    (
      .level,
      """
      error err warn warning info debug trace fatal critical crit notice severe emerg alert log \
      panic failed failure fail
      """
    ),
  ]
}
