-- Reads what notebooks hold (Markdown and HTML, often a stranger's) and gives Typst text.
--
-- A custom reader for pandoc. Its input is one JSON object:
--   mark    a word that nobody can guess; it separates the parts of the answer
--   offset  how many pictures have been numbered before
--   pieces  a list of {markdown = "…"} or {html = "…"}, with tick = true when its
--           lists are the options of a question
-- It answers with the Typst text of each piece, then with the addresses of all pictures.
-- No attribute, id or raw markup of the author gets through: pandoc would write some of
-- them as Typst code.

-- Without footnotes, as in Jupyter: one that names itself would keep pandoc busy for ever.
local MARKDOWN = 'gfm-yaml_metadata_block-gfm_auto_identifiers-footnotes'
local HTML = 'html-auto_identifiers+task_lists'
local LONGEST_WORD, LONGEST_CODE, WORD_STEP = 36, 80, 18
local BREAK = utf8.char(0x200B) -- zero-width space
local WIDE_TABLE = 6

local KINDS = { -- first words of a callout, and classes of alerts
  info = { 'note', 'info', 'important', 'primary', 'secondary' },
  tip = { 'tip', 'tips', 'success', 'kiat', 'saran' },
  warning = { 'warning', 'caution', 'danger', 'error', 'peringatan', 'perhatian', 'perhatikan', 'awas', 'hati-hati' },
}

local mark
local sources = pandoc.List()
local piece_number
local offset
local tick

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('\r', ''):gsub('\n', '\\n') .. '"'
end

local function typst_block(text) return pandoc.RawBlock('typst', text) end
local function typst_inline(text) return pandoc.RawInline('typst', text) end

local function wrapped(opening, blocks)
  local result = pandoc.List { typst_block(opening .. '[') }
  result:extend(blocks)
  result:insert(typst_block(']'))
  return result
end

local function breakable(word, longest)
  local length = utf8.len(word)
  if not length or length <= (longest or LONGEST_WORD) then return word end
  local parts, at = {}, 0
  for _, code in utf8.codes(word) do
    if at > 0 and at % WORD_STEP == 0 then table.insert(parts, BREAK) end
    table.insert(parts, utf8.char(code))
    at = at + 1
  end
  return table.concat(parts)
end

local function breakable_code(text)
  return (text:gsub('%S+', function(word) return breakable(word, LONGEST_CODE) end))
end

-- Mathematics ------------------------------------------------------------------------

-- Names that this pandoc writes and newer Typst has renamed.
local RENAMED = {
  { '%f[%w]sect%f[%W]', 'inter' },
  { '%f[%w](minus)%.circle%f[%W]', '%1.o' },
  { '%f[%w](times)%.circle%f[%W]', '%1.o' },
  { '%f[%w](dot)%.circle%f[%W]', '%1.o' },
}

local function typst_math(math)
  local tex = math.text:gsub('\\label%s*%b{}', ''):gsub('(%d){,}(%d)', '%1\\text{,}%2')
  local plain = pandoc.Plain { pandoc.Math(math.mathtype, tex) }
  local typst = pandoc.write(pandoc.Pandoc { plain }, 'typst'):gsub('%s+$', '')
  for _, rename in ipairs(RENAMED) do typst = typst:gsub(rename[1], rename[2]) end
  typst = typst:gsub('mat%(delim: "||"', 'mat(delim: "' .. (tex:find('Vmatrix') and '‖' or '|') .. '"')
  return (typst:gsub('(%d) upright%(","%) (%d)', '%1","%2')) -- no space after a decimal comma
end

local function formula(math)
  local typst = typst_math(math)
  local display = math.mathtype == 'DisplayMath'
  if typst:sub(1, 1) ~= '$' then
    return typst_inline('#tex(' .. quoted(math.text) .. ', display: ' .. tostring(display) .. ')')
  end
  local fence = '/*' .. mark .. '*/'
  return typst_inline(fence .. '#formula(' .. quoted(math.text) .. ', display: '
    .. tostring(display) .. ', ' .. typst .. ')' .. fence)
end

-- Pictures and links ------------------------------------------------------------------

local function points(length)
  local pixels = tostring(length or ''):match('^(%d+%.?%d*)p?x?$')
  if pixels then return (tonumber(pixels) * 0.75) .. 'pt' end
  local percent = tostring(length or ''):match('^(%d+%.?%d*)%%$')
  return percent and percent .. '%' or 'auto'
end

local function picture(image, shape)
  sources:insert { piece = piece_number, source = image.src }
  local shown = image.src:match('^data:') and '' or image.src:sub(1, 300)
  return '#picture(' .. offset + #sources .. ', alt: ' .. quoted(pandoc.utils.stringify(image.caption))
    .. ', address: ' .. quoted(breakable(shown)) .. ', width: ' .. points(image.attributes.width)
    .. ', inline: ' .. tostring(shape == 'inline') .. ')'
end

local function address(link)
  local target = link.target
  local web = target:match('^https?://') or target:match('^mailto:')
  return web and #target < 1500 and not target:find('%s') and target or nil
end

local function printed_link(link)
  local target = address(link)
  if not target then return link.content end
  local shown = target:gsub('^mailto:', '')
  local text = pandoc.utils.stringify(link.content):gsub(BREAK, '')
  if text == '' then return pandoc.Link({ pandoc.Str(breakable(shown)) }, target) end
  local result = pandoc.List { pandoc.Link(link.content, target) }
  if text ~= shown and text ~= shown:gsub('^https?://', '') then
    result:insert(pandoc.Note { pandoc.Plain { pandoc.Str(breakable(shown)) } })
  end
  return result
end

local function bare_link(link)
  return link.content
end

-- Boxes -------------------------------------------------------------------------------

local function kind_of(word)
  word = word:lower():gsub('^alert%-', ''):gsub('[^%a%-].*$', '')
  for kind, words in pairs(KINDS) do
    for _, known in ipairs(words) do
      if word == known then return kind end
    end
  end
end

local function callout(kind, blocks)
  return wrapped('#callout("' .. kind .. '")', blocks)
end

local function block_quote(quote)
  local first = quote.content[1]
  local strong = first and (first.t == 'Para' or first.t == 'Plain') and first.content[1]
  if not strong or strong.t ~= 'Strong' then return wrapped('#quotation', quote.content) end
  return callout(kind_of(pandoc.utils.stringify(strong)) or 'info', quote.content)
end

local function division(div)
  for _, class in ipairs(div.classes) do
    if class == 'title' then return pandoc.Para { pandoc.Strong(pandoc.utils.blocks_to_inlines(div.content)) } end
    if class == 'alert' or class:match('^alert%-') or kind_of(class) then
      local kind
      for _, name in ipairs(div.classes) do kind = kind or kind_of(name) end
      return callout(kind or 'info', div.content)
    end
  end
  return div.content
end

local function is_source(inline)
  if not inline or inline.t ~= 'Emph' then return false end
  local text = pandoc.utils.stringify(inline):lower()
  return text:match('^sumber[%s%a]*:') or text:match('^sources?[%s%a]*:')
end

local function paragraph(para)
  local inlines = para.content
  local last = inlines[#inlines]
  if #inlines == 1 and last.t == 'Image' then return typst_block(picture(last, 'block')) end
  if not is_source(last) then return nil end
  local source = wrapped('#source', { pandoc.Plain(last.content) })
  if #inlines == 1 then return source end
  local before = inlines[#inlines - 1].t
  if before ~= 'SoftBreak' and before ~= 'LineBreak' then return nil end
  inlines:remove(#inlines)
  inlines:remove(#inlines)
  return pandoc.List { para } .. source
end

local function options(list)
  if not tick then return nil end
  local result = pandoc.List()
  for _, item in ipairs(list.content) do
    result:extend(wrapped('#option', item))
  end
  return result
end

-- Tables ------------------------------------------------------------------------------

local function is_number(text)
  text = text:gsub('[%s\u{A0}]', ''):gsub('^Rp%.?', ''):gsub('%%$', '')
  return text == '' or text == 'NaN' or text == '–' or text == '—' or text == '-'
    or text:match('^[+%-−]?%d[%d.,]*$') or text:match('^[+%-]?%d*[.,]?%d+[eE][+%-]?%d+$')
end

local function plain_cells(rows)
  for _, row in ipairs(rows) do
    row.attr = pandoc.Attr()
    for _, cell in ipairs(row.cells) do cell.attr = pandoc.Attr() end
  end
end

local function numeric_columns(body, count)
  local numeric, filled = {}, {}
  for column = 1, count do numeric[column] = true end
  for _, row in ipairs(body) do
    for column, cell in ipairs(row.cells) do
      local text = pandoc.utils.stringify(cell.contents)
      if cell.col_span ~= 1 or not is_number(text) then numeric[column] = false end
      if text ~= '' then filled[column] = true end
    end
  end
  for column = 1, count do numeric[column] = numeric[column] and filled[column] end
  return numeric
end

local function table_block(tab)
  if #tab.colspecs == 0 then return {} end
  tab.attr = pandoc.Attr()
  local rows, heads = pandoc.List(), pandoc.List()
  if #tab.head.rows == 0 and #tab.bodies > 0 then -- HTML often has a header without <thead>
    tab.head.rows, tab.bodies[1].head = tab.bodies[1].head, {}
  end
  for _, body in ipairs(tab.bodies) do
    body.attr = pandoc.Attr()
    heads:extend(body.head)
    rows:extend(body.body)
  end
  local numeric = numeric_columns(rows, #tab.colspecs)
  tab.head.attr, tab.foot.attr = pandoc.Attr(), pandoc.Attr()
  for _, part in ipairs { tab.head.rows, heads, rows, tab.foot.rows } do plain_cells(part) end
  for column, spec in ipairs(tab.colspecs) do
    local align = spec[1]
    if align == 'AlignDefault' then align = numeric[column] and 'AlignRight' or 'AlignLeft' end
    tab.colspecs[column] = { align, nil }
  end
  tab = tab:walk { Link = bare_link }
  return wrapped('#tabular(' .. tostring(#tab.colspecs > WIDE_TABLE) .. ')', { tab })
end

-- HTML between Markdown ----------------------------------------------------------------

local function holds_html(doc)
  local found = false
  local function look(raw) found = found or raw.format == 'html' end
  doc:walk { RawBlock = look, RawInline = look }
  return found
end

-- Markdown and its HTML tags become one HTML text, as in a browser, which is read again.
local function through_html(doc)
  local formulas = {}
  local name = 'm' .. mark
  doc = doc:walk { Math = function(math)
    table.insert(formulas, math)
    return pandoc.Span({ pandoc.Str('x') }, pandoc.Attr('', { name, tostring(#formulas) }))
  end }
  local html = pandoc.write(doc, 'html', { wrap_text = 'preserve' })
  return pandoc.read(html, HTML, nil, {}):walk { Span = function(span)
    if span.classes[1] == name then return formulas[tonumber(span.classes[2])] end
  end }
end

-- Everything together -------------------------------------------------------------------

local FIRST = {
  BlockQuote = block_quote,
  Div = division,
  Para = paragraph,
  Plain = paragraph,
  BulletList = options,
  OrderedList = options,
}

local THEN = {
  Header = function(header)
    header.attr = pandoc.Attr()
    return header:walk { Link = bare_link, Note = function() return {} end }
  end,
  Table = table_block,
}

local LAST = {
  Math = formula,
  Link = printed_link,
  Image = function(image) return typst_inline(picture(image, 'inline')) end,
  Span = function(span) return span.content end,
  Code = function(code) return typst_inline('#raw(' .. quoted(breakable_code(code.text)) .. ')') end,
  CodeBlock = function(block)
    local lang = block.classes:find_if(function(name) return name ~= 'sourceCode' end) or ''
    return typst_block('#code(' .. quoted(breakable_code(block.text)) .. ', lang: '
      .. quoted(lang:match('^[%w_+-]*$') or '') .. ')')
  end,
  Str = function(str) return pandoc.Str(breakable(str.text)) end,
  OrderedList = function(list)
    if list.start < 0 or list.start > 1e6 then list.start = 1 end
    return list
  end,
}

-- Raw markup of authors is shown as what it is; this runs before we add our own.
local SAFE = {
  RawBlock = function(raw) return pandoc.CodeBlock(raw.text) end,
  RawInline = function(raw) return pandoc.Code(raw.text) end,
  Figure = function(figure) figure.attr = pandoc.Attr() return figure end,
  Cite = function(cite) return cite.content end,
}

local function read(piece)
  local doc
  if piece.html then
    doc = pandoc.read(piece.html, HTML, nil, {})
  else
    doc = pandoc.read(piece.markdown, MARKDOWN, nil, {})
    if holds_html(doc) then doc = through_html(doc) end
  end
  return doc:walk(SAFE)
end

local function converted(piece)
  tick = piece.tick
  local doc = read(piece):walk(FIRST):walk(THEN):walk(LAST)
  return doc.blocks
end

function Reader(input)
  local task = pandoc.json.decode(tostring(input), false)
  mark, offset = task.mark, math.tointeger(task.offset)
  local blocks = pandoc.List()
  for number, piece in ipairs(task.pieces) do
    piece_number = number - 1
    blocks:extend(converted(piece))
    blocks:insert(typst_block('\n//' .. mark .. '\n'))
  end
  blocks:insert(typst_block(pandoc.json.encode(sources)))
  return pandoc.Pandoc(blocks)
end
