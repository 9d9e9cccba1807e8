using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MLNet.Cnn.Tests;

public partial class LeaderboardPageTests
{
    private static readonly string Page = Boards.Full.WithTest(_ => Boards.Scores(7, 9)).ToHtml();

    [Fact]
    public void Shows_every_model_with_its_numbers()
    {
        string[] rows = [.. Page.Split("<tr>").Skip(2).Select(row => string.Join('|', Tag().Split(row.Split("</tr>")[0]).Where(text => text.Trim().Length > 0)))];

        Assert.Equal(3, rows.Length);
        Assert.StartsWith("1–2|LeNet5|98.00 %|96.93–98.70 %|0.7500|0.5000|61,706|253 kB|12.3 s|51,234|0.0432 ms|312 MB|77.78 %|", rows[0], StringComparison.Ordinal);
        Assert.Contains("|0.001|128", rows[0], StringComparison.Ordinal);
        Assert.Contains("Ordered by accuracy on 1,000 validation images, then tested on 9 other images.", Page, StringComparison.Ordinal);
        Assert.Contains("<li>2 validation images are also training images: their answers may be memory.</li>", Page, StringComparison.Ordinal);
        Assert.Contains("<li class=\"failed\">broken failed: Layer &#39;conv2d&#39;: a kernel\ndoes not fit.</li>", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_text()
    {
        var board = new Leaderboard(
        [
            Boards.Row("<script>alert(1)</script>", 3, 5) with { Settings = [new("<i>", "\"><img src=x>")] },
            new() { Name = "</main>", Error = "<b>bold</b> & 数字" },
        ])
        { Title = "</title><b>", MeasuredOn = "<u>" };

        string page = board.ToHtml();

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        foreach (string tag in new[] { "<i>", "<img src=x", "</main><", "<b>", "<u>" })
            Assert.DoesNotContain(tag, page.Replace("</main>\n<script>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("数字", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Fetches_nothing()
    {
        string withoutPictures = Data().Replace(Page, "");

        Assert.DoesNotContain("http://", withoutPictures, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", withoutPictures, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", withoutPictures, StringComparison.Ordinal);
        Assert.Contains("content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'\"", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_its_charts_for_wide_and_narrow_windows()
    {
        // Only two models have a time, one a history, and two settings differ between models.
        var pictures = Data().Matches(Page).Select(match => XDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)))).ToList();

        Assert.Equal(["368", "1192", "368", "1192", "368", "1192"], pictures.Select(picture => picture.Root!.Attribute("width")!.Value));
        Assert.Equal(["Accuracy against time for one image", "Learning curve of LeNet5", "Settings and accuracy"], Heading().Matches(Page).Select(match => match.Groups[1].Value).Skip(1));
        Assert.All(pictures, picture => Assert.DoesNotMatch(@"\d\.\d{3}", picture.ToString()));
    }

    [Fact]
    public void Without_anything_to_draw_there_is_a_table_alone()
    {
        string page = new Leaderboard([Boards.Row("a", 3, 5), Boards.Row("b", 2, 5)]).ToHtml();

        Assert.DoesNotContain("<section>", page, StringComparison.Ordinal);
        Assert.Contains("<table>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_alone_make_a_page_too() => Assert.Contains("No model was measured.", new Leaderboard([new() { Name = "a", Error = "reason" }]).ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void What_was_not_tried_is_no_failure()
    {
        string page = new Leaderboard([Boards.Row("a", 3, 5), new() { Name = "late", Error = "Time was over.", WasTried = false }]).ToHtml();

        Assert.Contains("<h2>Without a model</h2>\n<ul>\n<li>late was not tried: Time was over.</li>\n</ul>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_the_same_on_every_machine_and_goes_into_a_file()
    {
        Refusal.WithDecimalComma(() => Assert.Equal(Page, Boards.Full.WithTest(_ => Boards.Scores(7, 9)).ToHtml()));
        using var folder = new TestFolder();

        Boards.Full.SaveHtml(folder.File("tafel ü.html"));

        Assert.Equal(["tafel ü.html"], folder.Content);
        Assert.Equal(Boards.Full.ToHtml(), File.ReadAllText(folder.File("tafel ü.html")));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("data:image/svg\\+xml;base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Data();

    [GeneratedRegex("<h2>([^<]*)</h2>")]
    private static partial Regex Heading();
}
