// A scripted iikoFront: it calls the plugin in the order in which iiko does, as far as that is published, and tells what came of it.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Loyalkit.Iiko;
using Resto.Front.Api;
using Resto.Front.Api.Data.Common;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.View;
using Resto.Front.Api.Exceptions;
using Resto.Front.Api.UI;
using Button = System.Action<System.ValueTuple<Resto.Front.Api.Data.Orders.IOrder, Resto.Front.Api.IOperationService, Resto.Front.Api.UI.IViewManager>>;

namespace ScriptedFront
{
    internal sealed class Till
    {
        private readonly string folder;
        private readonly List<Order> orders = new List<Order>();
        private readonly Notifications notifications = new Notifications();
        private readonly List<object> messages = new List<object>();
        private IFrontPlugin plugin;

        public IPaymentProcessor Processor { get; set; }
        public Dictionary<string, Button> Buttons { get; } = new Dictionary<string, Button>();
        /// <summary>The host refuses every question, as it does while it restarts.</summary>
        public bool Broken { get; private set; }

        private string Store => Path.Combine(folder, "till.json");

        public Till(string folder)
        {
            this.folder = folder;
            if (File.Exists(Store))
                orders.AddRange(((List<object>)Json.Read(File.ReadAllText(Store))).Cast<Fields>().Select(Order.Read));
        }

        public Order Find(Guid id) => orders.FirstOrDefault(order => order.Id == id);

        public void Save() => File.WriteAllText(Store, Json.Write(orders.Select(order => (object)order.Write()).ToList()));

        public void Message(string kind, string text)
        {
            lock (messages)
                messages.Add(new Fields().With("kind", kind).With("text", text));
        }

        /// <summary>One command; what came of it as one object.</summary>
        public Fields Do(Fields command)
        {
            var answer = new Fields().With("did", command.Text("do"));
            try
            {
                Run(command, answer);
                answer.With("outcome", "ok");
            }
            catch (PaymentActionFailedException failed)
            {
                answer.With("outcome", "failed").With("message", failed.Message).With("keepInOrder", failed.KeepInOrder);
            }
            catch (PaymentActionCancelledException cancelled)
            {
                answer.With("outcome", "cancelled").With("keepInOrder", cancelled.KeepInOrder);
            }
            catch (Exception cause)
            {
                answer.With("outcome", "error").With("message", cause.ToString());
            }
            Save();
            lock (messages)
            {
                answer.With("messages", messages.ToList()).With("dead", notifications.Dead.Cast<object>().ToList());
                messages.Clear();
            }
            return command.Text("order") == null ? answer : answer.With("order", Find(Guid.Parse(command.Text("order")))?.Write());
        }

        private void Run(Fields command, Fields answer)
        {
            var order = command.Text("order") == null ? null : Find(Guid.Parse(command.Text("order")));
            var view = new View(this, command);
            var editing = new Operations(this, true);
            switch (command.Text("do"))
            {
                case "start": Start(); break;
                case "stop": plugin.Dispose(); break;
                case "break": Broken = command.Flag("on"); break;
                case "order": Open(command); break;
                case "state": break;
                case "echo": answer.With("value", command.Any("value")); break;
                case "last": answer.With("message", orders.Last().Id.ToString()); break;
                case "forget": Change(order, () => order.All.ForEach(item => { item.Status = PaymentStatus.New; item.RollbackData = null; })); break;
                case "scan": answer.With("handled", notifications.Scanned.Raise((command.Text("code"), order.Copy(), editing, view))); break;
                case "slide": answer.With("handled", notifications.Slid.Raise((new CardInputDialogResult { FullCardTrack = command.Text("track"), Track2 = command.Text("track") }, order.Copy(), editing, view))); break;
                case "press": Buttons[command.Text("button")]((order.Copy(), editing, view)); break;
                case "screen": notifications.Screen.Raise((order.Copy(), Dictionary.Register, editing, view, null)); break;
                case "bill": Bill(order, answer, editing, view); break;
                case "goods": Change(order, () => order.Goods = command.Number("sum").Value); break;
                case "cheque": answer.With("lines", Lines(notifications.CashCheque.Raise(order.Id)?.AfterCheque)); break;
                case "close": Close(order, command); break;
                case "changed": Tell(order, command); break;
                case "delete": Change(order, () => order.Status = OrderStatus.Deleted); Tell(order, new Fields().With("kind", "Removed")); break;
                case "storned": Storno(order, Guid.Parse(command.Text("copy"))); break;
                case "pastStorned": notifications.PastStorned.Raise(new StornedPastOrderInfo { PastOrderInfo = order == null ? null : new OrderIdAndNum { OrderId = order.Id } }); break;
                default: new Cashier(this, Processor, command, editing, view).Do(order); break;
            }
        }

        public void Change(Order order, Action change)
        {
            change();
            order.Revision++;
            Save();
        }

        /// <summary>As the host loads a plugin: by its manifest, from its own folder.</summary>
        private void Start()
        {
            PluginContext.Fill(new Log(Path.Combine(folder, "till.log")), notifications, new Operations(this, false));
            var home = Path.Combine(folder, "Plugins", "Loyalkit.Iiko");
            var manifest = XElement.Load(Path.Combine(home, "Manifest.xml"));
            if (manifest.Element("ApiVersion").Value != "V8")
                throw new InvalidOperationException("this till has API V8");
            var assembly = Assembly.LoadFrom(Path.Combine(home, manifest.Element("FileName").Value));
            plugin = (IFrontPlugin)Activator.CreateInstance(assembly.GetType(manifest.Element("TypeName").Value, true));
        }

        private void Open(Fields command)
        {
            orders.Add(new Order
            {
                Id = Guid.Parse(command.Text("order")),
                Number = orders.Count + 1,
                Goods = command.Number("sum").Value,
                Tobacco = command.Number("tobacco") ?? 0,
                StornedOrderId = command.Text("storned") == null ? (Guid?)null : Guid.Parse(command.Text("storned")),
            });
        }

        private void Bill(Order order, Fields answer, Operations editing, View view)
        {
            notifications.Bill.Raise((order.Copy(), Dictionary.Cashier, editing, view));
            answer.With("lines", Lines(notifications.BillCheque.Raise(order.Id)?.BeforeFooter));
            Change(order, () => order.Status = OrderStatus.Bill);
            Tell(order, new Fields());
        }

        private void Close(Order order, Fields command)
        {
            Change(order, () =>
            {
                order.Status = OrderStatus.Closed;
                order.CloseTime = DateTime.Now;
                order.LastChangedTerminalId = Terminal(command);
            });
            // Some modes send nothing.
            if (!command.Flag("silently"))
                Tell(order, command);
        }

        private void Tell(Order order, Fields command)
        {
            var told = order.Copy();
            if (command.Text("terminal") != null)
                told.LastChangedTerminalId = Terminal(command);
            var kind = command.Text("kind") ?? "Updated";
            notifications.Changed.Raise(new EntityChangedEventArgs<IOrder>(told, (EntityEventType)Enum.Parse(typeof(EntityEventType), kind)));
        }

        private void Storno(Order order, Guid copy)
        {
            Change(order, () => order.Status = OrderStatus.Deleted);
            orders.Add(new Order { Id = copy, Number = orders.Count + 1, Goods = order.Goods, StornedOrderId = order.Id });
            notifications.Storned.Raise((order.Copy(), copy, Dictionary.Cashier));
            Tell(order, new Fields());
            Tell(Find(copy), new Fields().With("kind", "Created"));
        }

        private static Guid Terminal(Fields command) => command.Text("terminal") == "B" ? Dictionary.Elsewhere.Id : Dictionary.Here.Id;

        /// <summary>Markup as the lines that a printer would make of it.</summary>
        private static List<object> Lines(XElement markup)
        {
            var text = new StringBuilder();
            foreach (var node in markup == null ? Enumerable.Empty<XNode>() : markup.DescendantNodes())
                text.Append(node is XElement element ? (element.Name.LocalName == "np" ? "\n" : "") : ((XText)node).Value);
            return text.ToString().Split(new[] { '\n' }, StringSplitOptions.RemoveEmptyEntries).Cast<object>().ToList();
        }
    }
}
