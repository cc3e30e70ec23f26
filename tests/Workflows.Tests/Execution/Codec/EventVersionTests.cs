using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Execution.Codec;

namespace Peninsula.Workflows.Tests.Execution.Codec;

/// <summary>What was written once is read for ever. Bytes are only ever added here, never changed: some history holds them.</summary>
public sealed class EventVersionTests
{
    // In the order of EventSamples, as the engine wrote them in its first format, before events had versions.
    private static readonly (string Name, string Bytes)[] WithoutVersions =
    [
        ("InstanceStarted", "010201020406637365011E4353452D323032362D303030313233010A7374617274"),
        ("InstanceCompleted", "01020202"),
        ("InstanceCancelled", "0102030201186F70656E6564207477696365"),
        ("InstanceSuspended", "0102040214636F7572742063617365"),
        ("InstanceResumed", "01020502"),
        ("ElementActivated", "010206060863616C6C0204010108010A010C"),
        ("ElementCompleted", "010207060863616C6C"),
        ("ElementTerminated", "010208060863616C6C"),
        ("FlowTaken", "0102090204663101"),
        ("FlowsJoined", "01020A02086A6F696E04046631046632"),
        ("FlowsDropped", "01020B02"),
        ("ComplexGatewayStarted", "01020C02086A6F696E02046631"),
        ("ComplexGatewayReset", "01020D02086A6F696E"),
        ("LoopStarted", "01020E060406060406312E35050262070202630305"),
        ("LoopOutput", "01020F060206060406312E35050262070202630305"),
        ("CompensationKept", "0102100600"),
        ("CompensationTriggered", "010211060204080A"),
        ("VariablesSet", "0102120208127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("VariablesGiven", "0102380208127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("TaskCreated", "010213060C6173736573730C4173736573730663736501146173736573736D656E74010A616D6972610416706F6C6963652E6D6173680C7363686F6F6C020662656E01CAC0028080EDE7F6DD0E01C4C0028280EDE7F6DD0E8C01020E7761726E696E67C4C0028080EDE7F6DD0E02127465616D3A6D617368010208617265610A6E6F727468"),
        ("TaskAssigned", "01021406010A616D697261"),
        ("TaskCompleted", "0102150608127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("TaskCancelled", "01021606"),
        ("TimerScheduled", "0102170E060877616974C4C0028080EDE7F6DD0E0104010650314402"),
        ("TimerFired", "0102180E"),
        ("TimerCancelled", "0102190E"),
        ("TimerChanged", "01021A0EC4C0028080EDE7F6DD0E0C737472696B65"),
        ("SubscriptionOpened", "01021B10060877616974010A7265706C7901026B0102"),
        ("SubscriptionTriggered", "01021C1001066D2D31"),
        ("SubscriptionClosed", "01021D10"),
        ("ConditionReset", "01021E10"),
        ("JobCreated", "01021F12060874656C6C0C6E6F7469667906040261026202630008127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("JobCompleted", "01022012"),
        ("JobFailed", "0102211202126E6F20616E73776572C4C0028080EDE7F6DD0E"),
        ("JobRetriesSet", "0102221206"),
        ("JobErrorThrown", "010223120E756E6B6E6F776E01186E6F626F6479207468657265"),
        ("JobCancelled", "01022412"),
        ("IncidentRaised", "01022514060874656C6C02126E6F20616E73776572011202"),
        ("IncidentResolved", "01022614"),
        ("MessageSent", "010227160A7265706C7901026B08127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("SignalBroadcast", "0102281606616C6C08127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("EscalationThrown", "01022906086C6174650110626F756E64617279"),
        ("ErrorThrown", "01022A06010E756E6B6E6F776E0110626F756E64617279"),
        ("DecisionEvaluated", "01022B06087269736B0508686967680402310232"),
        ("DecisionEvaluated traced", "01023906087269736B050868696768020231B40102046431085269736B04010508686967680204693106416765031C020472310202046F31087269736B050868696768"),
        ("EscalationRaised", "01022C18060C6173736573730E7761726E696E6702127465616D3A6D61736801"),
        ("EscalationAcknowledged", "01022D180A746F646179"),
        ("EscalationAnswered", "01022E1808646F6E65"),
        ("EscalationClosed", "01022F18"),
        ("Remarked", "010230086E6F74652263616C6C656420746865207363686F6F6C0106"),
        ("InstanceModified", "01023102011877726F6E67206272616E6368"),
        ("VariablesRemoved", "0102320202127269736B4C6576656C"),
        ("LoopExtended", "01023306"),
        ("TokensRemoved", "0102340202046631"),
        ("InstanceMigrated", "0102350202280663736504026102620263000402610262026300010E6E6577206C6177"),
        ("WaitMigrated", "01023602100A7761697432"),
        ("TaskMigrated", "010237060E617373657373321841737365737320616761696E0663736500010A616D6972610416706F6C6963652E6D6173680C7363686F6F6C020662656E01CAC0028080EDE7F6DD0E01C4C0028280EDE7F6DD0E8C01020E7761726E696E67C4C0028080EDE7F6DD0E02127465616D3A6D617368010208617265610A6E6F727468"),
    ];

    // The same in the second format, in the versions that are written now.
    private static readonly (string Name, string Bytes)[] Versioned =
    [
        ("InstanceStarted", "02020101020406637365011E4353452D323032362D303030313233010A7374617274"),
        ("InstanceCompleted", "0202020102"),
        ("InstanceCancelled", "020203010201186F70656E6564207477696365"),
        ("InstanceSuspended", "020204010214636F7572742063617365"),
        ("InstanceResumed", "0202050102"),
        ("ElementActivated", "02020601060863616C6C0204010108010A010C"),
        ("ElementCompleted", "02020701060863616C6C"),
        ("ElementTerminated", "02020801060863616C6C"),
        ("FlowTaken", "020209010204663101"),
        ("FlowsJoined", "02020A0102086A6F696E04046631046632"),
        ("FlowsDropped", "02020B0102"),
        ("ComplexGatewayStarted", "02020C0102086A6F696E02046631"),
        ("ComplexGatewayReset", "02020D0102086A6F696E"),
        ("LoopStarted", "02020E01060406060406312E35050262070202630305"),
        ("LoopOutput", "02020F01060206060406312E35050262070202630305"),
        ("CompensationKept", "020210010600"),
        ("CompensationTriggered", "02021101060204080A"),
        ("VariablesSet", "020212010208127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("VariablesGiven", "020238010208127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("TaskCreated", "02021301060C6173736573730C4173736573730663736501146173736573736D656E74010A616D6972610416706F6C6963652E6D6173680C7363686F6F6C020662656E01CAC0028080EDE7F6DD0E01C4C0028280EDE7F6DD0E8C01020E7761726E696E67C4C0028080EDE7F6DD0E02127465616D3A6D617368010208617265610A6E6F727468"),
        ("TaskAssigned", "0202140106010A616D697261"),
        ("TaskCompleted", "020215010608127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("TaskCancelled", "0202160106"),
        ("TimerScheduled", "020217010E060877616974C4C0028080EDE7F6DD0E0104010650314402"),
        ("TimerFired", "020218010E"),
        ("TimerCancelled", "020219010E"),
        ("TimerChanged", "02021A010EC4C0028080EDE7F6DD0E0C737472696B65"),
        ("SubscriptionOpened", "02021B0110060877616974010A7265706C7901026B0102"),
        ("SubscriptionTriggered", "02021C011001066D2D31"),
        ("SubscriptionClosed", "02021D0110"),
        ("ConditionReset", "02021E0110"),
        ("JobCreated", "02021F0112060874656C6C0C6E6F7469667906040261026202630008127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("JobCompleted", "0202200112"),
        ("JobFailed", "020221011202126E6F20616E73776572C4C0028080EDE7F6DD0E"),
        ("JobRetriesSet", "020222011206"),
        ("JobErrorThrown", "02022301120E756E6B6E6F776E01186E6F626F6479207468657265"),
        ("JobCancelled", "0202240112"),
        ("IncidentRaised", "0202250114060874656C6C02126E6F20616E73776572011202"),
        ("IncidentResolved", "0202260114"),
        ("MessageSent", "02022701160A7265706C7901026B08127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("SignalBroadcast", "020228011606616C6C08127269736B4C6576656C050868696768106368696C6472656E03040C61677265656402086E6F6E6500"),
        ("EscalationThrown", "0202290106086C6174650110626F756E64617279"),
        ("ErrorThrown", "02022A0106010E756E6B6E6F776E0110626F756E64617279"),
        ("DecisionEvaluated", "02022B0206087269736B050868696768040231023200"),
        ("DecisionEvaluated traced", "02022B0206087269736B05086869676802023101B40102046431085269736B04010508686967680204693106416765031C020472310202046F31087269736B050868696768"),
        ("EscalationRaised", "02022C0118060C6173736573730E7761726E696E6702127465616D3A6D61736801"),
        ("EscalationAcknowledged", "02022D01180A746F646179"),
        ("EscalationAnswered", "02022E011808646F6E65"),
        ("EscalationClosed", "02022F0118"),
        ("Remarked", "02023001086E6F74652263616C6C656420746865207363686F6F6C0106"),
        ("InstanceModified", "0202310102011877726F6E67206272616E6368"),
        ("VariablesRemoved", "020232010202127269736B4C6576656C"),
        ("LoopExtended", "0202330106"),
        ("TokensRemoved", "020234010202046631"),
        ("InstanceMigrated", "020235010202280663736504026102620263000402610262026300010E6E6577206C6177"),
        ("WaitMigrated", "0202360102100A7761697432"),
        ("TaskMigrated", "02023701060E617373657373321841737365737320616761696E0663736500010A616D6972610416706F6C6963652E6D6173680C7363686F6F6C020662656E01CAC0028080EDE7F6DD0E01C4C0028280EDE7F6DD0E8C01020E7761726E696E67C4C0028080EDE7F6DD0E02127465616D3A6D617368010208617265610A6E6F727468"),
    ];

    public static TheoryData<string> Names => [.. WithoutVersions.Select(kept => kept.Name)];

    public static TheoryData<string> NamesNow => [.. Versioned.Select(kept => kept.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_that_was_written_without_a_version_is_read(string name) =>
        Read(WithoutVersions.Single(kept => kept.Name == name).Bytes).Should().BeEquivalentTo(Sample(name), options => options.RespectingRuntimeTypes().ComparingRecordsByMembers());

    [Theory]
    [MemberData(nameof(NamesNow))]
    public void An_event_is_read_as_it_is_written_now(string name)
    {
        var kept = Versioned.Single(kept => kept.Name == name).Bytes;

        Read(kept).Should().BeEquivalentTo(Sample(name), options => options.RespectingRuntimeTypes().ComparingRecordsByMembers());
        Convert.ToHexString(EventCodec.Write([Sample(name)])).Should().Be(kept, "whoever changes what is written raises the event's version and adds its bytes, and leaves these");
    }

    [Fact]
    public void A_decision_of_version_1_has_no_trace() =>
        // Format 2, one event: kind 43 in version 1, element 3, decision "d", result null, no rules.
        Read("02022B010602640000").Should().BeOfType<DecisionEvaluated>().Which.Trace.Should().BeNull();

    [Fact]
    public void Every_event_has_a_sample_and_a_kind()
    {
        var events = typeof(WorkflowEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(WorkflowEvent)) && !type.IsAbstract).Select(type => type.Name).ToList();

        EventSamples.All.Select(sample => sample.GetType().Name).Distinct().Should().BeEquivalentTo(events);
        EventKind.All.Select(kind => kind.Name).Should().BeEquivalentTo(events);
        Versioned.Should().HaveCount(EventSamples.All.Count, "each sample has its bytes, in the same order");
        EventKind.All.Select(kind => (int)kind.Number).Should().Equal(Enumerable.Range(1, EventKind.All.Count), "a number is never given away");
    }

    [Theory]
    [InlineData("0202130206", "TaskCreated in version 2, and this engine reads it up to version 1")]
    [InlineData("02022B0906", "DecisionEvaluated in version 9, and this engine reads it up to version 2")]
    [InlineData("0202C8030600", "an event of kind 200 in version 3")]
    [InlineData("03020106", "in format 3, and this engine reads it up to format 2")]
    public void What_a_later_engine_wrote_is_refused_by_name_and_version(string bytes, string message)
    {
        var reading = () => Read(bytes);

        reading.Should().Throw<InvalidDataException>().WithMessage($"*{message}*later engine*");
    }

    [Theory]
    [InlineData("010239060264000000")]
    [InlineData("0202390106026400000000")]
    [InlineData("02020200")]
    [InlineData("02020001")]
    [InlineData("")]
    public void What_nobody_wrote_is_refused(string bytes)
    {
        var reading = () => Read(bytes);

        reading.Should().Throw<InvalidDataException>();
    }

    private static WorkflowEvent Sample(string name) => EventSamples.All[Array.FindIndex(Versioned, kept => kept.Name == name)];

    private static WorkflowEvent Read(string bytes) => EventCodec.Read(Convert.FromHexString(bytes)).Single();
}
