/** What a browser gets until there are screens: where the API is. No script. */
export const START_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>邻里 Linli</title>
</head>
<body>
<main>
<h1>邻里 Linli</h1>
<p>系统正在运行。接口说明见 <a href="/api/openapi.json">/api/openapi.json</a>，运行状况见 <a href="/api/health/ready">/api/health/ready</a>。</p>
<p lang="en">The system is running. The API describes itself at <a href="/api/openapi.json">/api/openapi.json</a>; its health is at <a href="/api/health/ready">/api/health/ready</a>.</p>
</main>
</body>
</html>
`;
